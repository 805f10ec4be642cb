"""What was found in an ad, listed once each with where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.mention import ASSERTED, IDENTIFIER_KINDS, Mention
from review_ui.masking import mask_value
from review_ui.tokens import hide


@dataclass(frozen=True, slots=True)
class Found:
    """A value and how surely it was read; `token` opens its page, empty while contacts are masked or it cannot link."""

    kind: str
    value: str
    raw: str
    confidence: float
    is_obfuscated: bool
    extractor: str
    token: str

    @property
    def is_sure(self) -> bool:
        """Whether the reading asserts."""
        return self.confidence >= ASSERTED


def list_found(mentions: Iterable[Mention], *, is_masked: bool) -> list[Found]:
    """Each kind and value once, the surest reading of it, signs last."""
    best: dict[tuple[str, str], Mention] = {}
    for mention in mentions:
        key = (mention.kind, mention.value)
        if key not in best or mention.confidence > best[key].confidence:
            best[key] = mention
    rows = [_row(mention, is_masked=is_masked) for mention in best.values() if mention.kind != "indicator"]
    return sorted(rows, key=lambda row: (row.kind not in IDENTIFIER_KINDS, row.kind, -row.confidence, row.value))


def _row(mention: Mention, *, is_masked: bool) -> Found:
    is_contact = mention.kind in IDENTIFIER_KINDS
    hidden = is_contact and is_masked
    return Found(
        kind=mention.kind,
        value=mask_value(mention.kind, mention.value) if hidden else mention.value,
        raw="••••••" if hidden else mention.raw,
        confidence=mention.confidence,
        is_obfuscated=mention.obfuscated,
        extractor=f"{mention.extractor} {mention.version}",
        token=hide("key", f"{mention.kind}:{mention.value}") if mention.is_identifier and not hidden else "",
    )
