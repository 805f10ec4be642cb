"""One field of an ad on its way through the pipeline, with the mentions found so far."""

import dataclasses
from dataclasses import dataclass

from extractors.finding import Finding
from extractors.mention import Mention
from extractors.source import Source
from extractors.stream import Stream


@dataclass(slots=True)
class Passage:
    """A component finds it at `doc.user_data["passage"]`.

    `text` is the field as given, `stream` its normalised form (`doc.text == stream.text` where a component requires
    `token.orth`; else the Doc has no tokens), `region` the ISO 3166 alpha-2 region for national phone numbers (final
    once the places are known), `companions` every passage of the same ad in reading order, this one among them.
    `language` is the ad's (ISO 639-1, or `und`), set by the language component; `analysed` is set by the indicators
    where a list covers that language. `mentions` holds what the extractors that ran before found. `ner_model` is the
    installed spaCy model that the places ask about ambiguous names, `""` for none.
    """

    field: str
    text: str
    stream: Stream
    source: Source
    region: str = ""
    language: str = ""
    analysed: bool = False
    mentions: list[Mention] = dataclasses.field(default_factory=list)
    companions: tuple["Passage", ...] = ()
    ner_model: str = ""

    def record(self, finding: Finding, extractor: str, version: str) -> None:
        """Append `finding` as a Mention with its exact source span."""
        start, end = self.stream.span(finding.start, finding.end)
        self.mentions.append(
            Mention(
                kind=finding.kind,
                value=finding.value,
                raw=self.text[start:end],
                field=self.field,
                start=start,
                end=end,
                confidence=round(finding.confidence, 3),
                extractor=extractor,
                version=version,
                obfuscated=finding.obfuscated,
                data=finding.data,
            )
        )
