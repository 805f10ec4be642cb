"""The extraction pipeline: our tokenizer and one spaCy component per extractor, in a fixed order."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from time import process_time
from typing import Any, Final

import spacy
from spacy.attrs import LOWER, ORTH  # type: ignore[import-not-found,unused-ignore]
from spacy.language import Language
from spacy.tokens import Doc

from extractors.extraction import Extraction
from extractors.mention import Mention
from extractors.passage import Passage
from extractors.places.agreement import load_names
from extractors.source import Source
from extractors.stream import normalise
from extractors.tokenizer import LinearTokenizer
from extractors.uncollected import uncollected

EXTRACTORS: Final = (
    "language",
    "places",
    "region",
    "prices",
    "emails",
    "urls",
    "handles",
    "wallets",
    "phones",
    "ages",
    "organisations",
    "addresses",
    "person_names",
    "indicators",
)  # fmt: skip
"""Modules of this package; each registers a spaCy component of its own name. What runs later sees earlier mentions."""

MODULES: Final = {"phones": "phones.component"}
"""Where a component's module is not its package: reading a typed number, for a look-up, must not load spaCy."""

_ATTRIBUTES: Final = (ORTH, LOWER)
"""What our components match on. spaCy works out some 15 attributes of each new word, slower than all our extractors."""

_BATCH: Final = 64
"""Ads that go through the components together (measured: 8 gain little, 128 no more)."""

_WORDS_KEPT: Final = 400_000
"""spaCy keeps each word it ever saw; beyond this many the pipeline is made anew (about 150 MB)."""


class Pipeline:
    """Reads ads one after another; not for use by several threads at once."""

    def __init__(self, ner_model: str = "") -> None:
        self._ner_model = ner_model
        self._nlp = load_components()
        self._words_at_start = len(self._nlp.vocab.strings)
        self._reads_words = any(requires_words(self._nlp, name) for name in self._nlp.pipe_names)

    def extract(self, source: Source) -> Extraction:
        """Return what `source` contains, title first, in reading order. Any text is accepted."""
        return self._extract_batch([source])[0]

    def extract_all(self, sources: Iterable[Source]) -> Iterator[Extraction]:
        """Yield the same as `extract` for each of `sources`, in order, by batches: a quarter less time.

        A component that reads many ads in a row finds its tables and automata in the processor's cache.
        """
        remaining = iter(sources)
        while batch := list(islice(remaining, _BATCH)):
            yield from self._extract_batch(batch)

    def _extract_batch(self, sources: list[Source]) -> list[Extraction]:
        if len(self._nlp.vocab.strings) - self._words_at_start > _WORDS_KEPT:
            self._nlp = load_components()
        with uncollected():
            begun = [self.begin(source) for source in sources]
            docs = [doc for _, docs in begun for doc in docs]
            # Stage by stage, not field by field: a place in the text decides the region of a number in the title.
            for _, component in self._nlp.pipeline:
                docs = [component(doc) for doc in docs]
            return [_gather(passages) for passages, _ in begun]

    def timed(self, source: Source) -> dict[str, float]:
        """Return the CPU seconds each component spends on `source`; what they find is dropped."""
        _, docs = self.begin(source)
        spent = {}
        for name, component in self._nlp.pipeline:
            begun = process_time()
            docs = [component(doc) for doc in docs]
            spent[name] = process_time() - begun
        return spent

    @property
    def components(self) -> tuple[str, ...]:
        """Names of the components, in their order."""
        return tuple(self._nlp.pipe_names)

    def begin(self, source: Source) -> tuple[tuple[Passage, ...], list[Doc]]:
        """Return the passages of `source`, normalised, and their Docs, before any component ran."""
        passages = _passages(source, self._ner_model)
        return passages, [self._read(passage) for passage in passages]

    def _read(self, passage: Passage) -> Doc:
        doc: Doc = self._nlp.tokenizer(passage.stream.text) if self._reads_words else Doc(self._nlp.vocab)
        doc.user_data["passage"] = passage
        return doc


def requires_words(nlp: Language, name: str) -> bool:
    """Whether component `name` says, with spaCy's own `requires`, that it reads the tokens of the Doc.

    None of ours does: they read the stream, and 100 tokens cost as much as three extractors. Without such a component
    the Doc carries the passage alone.
    """
    return any(attribute.startswith("token.") for attribute in nlp.get_pipe_meta(name).requires)


def load_pipeline(ner_model: str = "") -> Pipeline:
    """Return a pipeline with every extractor of `EXTRACTORS`.

    `ner_model` names an installed spaCy model whose opinion counts where a name is in doubt. Raises MissingExtraError.
    """
    if ner_model:
        load_names(ner_model)
    return Pipeline(ner_model)


def load_components() -> Language:
    """Return a blank spaCy pipeline with our tokenizer and our components."""
    nlp = spacy.blank("xx")
    vocab: Any = nlp.vocab
    vocab.lex_attr_getters = {key: getter for key, getter in vocab.lex_attr_getters.items() if key in _ATTRIBUTES}
    nlp.tokenizer = LinearTokenizer(nlp.vocab)
    for name in EXTRACTORS:
        import_module(f"extractors.{MODULES.get(name, name)}")
        nlp.add_pipe(name)
    return nlp


def _passages(source: Source, ner_model: str) -> tuple[Passage, ...]:
    passages = tuple(
        Passage(field, text, normalise(text), source, region=source.region, ner_model=ner_model)
        for field, text in (("title", source.title), ("text", source.text))
        if text or field == "text"
    )
    for passage in passages:
        passage.companions = passages
    return passages


def _gather(passages: tuple[Passage, ...]) -> Extraction:
    mentions = [mention for passage in passages for mention in sorted(passage.mentions, key=_position)]
    language = next((passage.language for passage in reversed(passages) if passage.language), "und")
    for passage in passages:
        # The ring of companions would keep every ad in memory until the collector comes by: a third of the time.
        passage.companions = ()
    return Extraction(language, any(passage.analysed for passage in passages), tuple(mentions))


def _position(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.kind
