"""What an extraction reads: an ad's text with what is known about it beforehand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Input of the pipeline. `region` is the ISO 3166 alpha-2 default for national phone numbers, `""` when unknown."""

    text: str
    title: str = ""
    ad_type: str = "other"
    region: str = ""
    language: str = ""
