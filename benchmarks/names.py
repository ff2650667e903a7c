"""How well names are found: the tagger, the whole pipeline, and the peers, on corpora of annotated sentences.

Exact spans of PERSON, ORG and PLACE, micro-averaged, for every ``ner_*.jsonl[.gz]`` with these types in the folder
given; of a corpus whose name ends in ``_train`` only the sentences that training holds back. The characters a
second of the tagger and of jieba.posseg are measured in turns in the same run, as processor time. LAC is
measured where it is installed. Then firms, on the sentences held back of the corpora that mark them: how many are
found as ORG and, where all bodies are marked, how many of the ORG found are bodies. Then all seven types of the
annotation guide, on the sentences whose labels lie beside the model. See README.md in this folder.
"""

from __future__ import annotations

import argparse
import json
import logging
import statistics
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from time import process_time
from typing import Any, TypeAlias

import jieba
import jieba.posseg

import hbnews_ie
from hbnews_ie.tagger import DEFAULT_MODEL, Tagger
from hbnews_ie.tagger.storage import find_model
from hbnews_ie.text import normalize
from hbnews_ie.tokenizer import cut_words
from hbnews_ie.training.data import Example, is_held_back, read_examples, read_standoff

TYPES = {"PERSON": "PERSON", "ORG": "ORG", "PLACE": "PLACE"}
SEVEN = {type_: type_ for type_ in ("ORG", "PERSON", "PLACE", "PROJECT", "ACTIVITY", "DOCUMENT", "PRODUCT")}
LABELS = "labels-held-back.jsonl.gz"
FIRMS = ("company", "sub-org", "obj-org", "target-company")
BODIES = ("organization", "government")
HELD_BACK = 10
ROUNDS = 3
DOCUMENT = 1200  # characters: the size of an article, for the speed

Found: TypeAlias = set[tuple[int, int, str]]
Finder: TypeAlias = Callable[[str], Found]


def of_tagger(tagger: Tagger) -> Finder:
    return lambda text: {(start, end, type_) for start, end, type_, _ in tagger.spans(text)}


def of_pipeline(model: str | None, types: Iterable[str] = TYPES) -> Finder:
    nlp, wanted = hbnews_ie.load(model=model), frozenset(types)

    def find(text: str) -> Found:
        names = nlp.make_doc(text)
        for layer in ("sentences", "names"):
            names = nlp.get_pipe(layer)(names)
        return {(name.start, name.end, name.type) for name in names._.mentions if name.type in wanted}

    return find


def of_jieba(text: str) -> Found:
    """jieba's words tagged as names; parts of one (nr nr) stay apart, as jieba leaves them."""
    types = {"nr": "PERSON", "nrt": "PERSON", "nrfg": "PERSON", "nt": "ORG", "ns": "PLACE"}
    return _tagged(((pair.word, pair.flag) for pair in jieba.posseg.cut(text)), types)


def of_lac() -> Finder | None:
    if find_spec("LAC") is None:
        return None
    from LAC import LAC

    lac = LAC(mode="lac")
    types = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
    return lambda text: _tagged(zip(*lac.run(text), strict=True), types)


def _tagged(words: Iterable[tuple[str, str]], types: dict[str, str]) -> Found:
    found: Found = set()
    offset = 0
    for word, tag in words:
        if tag in types:
            found.add((offset, offset + len(word), types[tag]))
        offset += len(word)
    return found


def read_corpora(folder: Path, limit: int) -> dict[str, list[Example]]:
    """The sentences to measure on, by corpus; corpora with other types are left out."""
    corpora: dict[str, list[Example]] = {}
    for path in sorted(folder.glob("ner_*.jsonl*")):
        examples = read_examples(path, TYPES)
        name = path.name.partition(".")[0]
        if name.endswith("_train"):
            examples = [example for example in examples if is_held_back(example.text, HELD_BACK)]
            name += ", held back"
        if sum(type_ == "PLACE" for example in examples for _, _, type_ in example.spans):
            corpora[name] = examples[:limit]
    return corpora


def score(examples: Iterable[Example], find: Finder, types: Iterable[str] = TYPES) -> dict[str, float]:
    """Precision, recall and F1 over all types, and F1 of each, in percent."""
    counts = {type_: [0, 0, 0] for type_ in types}
    for example in examples:
        gold, found = set(example.spans), find(example.text)
        for type_, count in counts.items():
            right = sum(span[2] == type_ for span in gold & found)
            for place, spans in enumerate((gold, found)):
                count[place] += sum(span[2] == type_ for span in spans)
            count[2] += right
    wanted, given, right = (sum(column) for column in zip(*counts.values(), strict=True))
    shares = {"P": 100 * right / max(1, given), "R": 100 * right / max(1, wanted)}
    f1 = {type_: 200 * count[2] / max(1, count[0] + count[1]) for type_, count in counts.items()}
    return {**shares, "F1": 200 * right / max(1, wanted + given), **f1}


def read_firms(folder: Path, limit: int) -> dict[str, list[Example]]:
    """The sentences held back of the corpora that mark firms."""
    types = dict.fromkeys(FIRMS, "FIRM") | dict.fromkeys(BODIES, "BODY")
    corpora: dict[str, list[Example]] = {}
    for path in sorted(folder.glob("*_train*.jsonl*")):
        if path.name.startswith(("ner_", "events_")):
            examples = [example for example in read_examples(path, types) if is_held_back(example.text, HELD_BACK)]
            if any(type_ == "FIRM" for example in examples for _, _, type_ in example.spans):
                corpora[path.name.partition(".")[0]] = examples[:limit]
    return corpora


def score_firms(examples: Iterable[Example], find: Finder) -> dict[str, float]:
    """The share of firms found as ORG, and that of ORG which are firms or other bodies, in percent."""
    firms = found = right = given = 0
    for example in examples:
        marked = {(start, end): type_ for start, end, type_ in example.spans}
        bodies = {(start, end) for start, end, type_ in find(example.text) if type_ == "ORG"}
        own = {span for span, type_ in marked.items() if type_ == "FIRM"}
        firms, found = firms + len(own), found + len(own & bodies)
        right, given = right + len(bodies & marked.keys()), given + len(bodies)
    return {"R": 100 * found / max(1, firms), "P": 100 * right / max(1, given)}


def score_guide(folder: Path, model: str, limit: int) -> dict[str, dict[str, float]]:
    """All types of the guide, in the sentences that are labelled beside the model; nothing where there are none."""
    labels = find_model(model) / LABELS
    if not labels.exists():
        return {}
    examples = read_standoff(labels, folder, SEVEN)[:limit]
    finders = {"pipeline": of_pipeline(model, SEVEN), "rules alone": of_pipeline(None, SEVEN)}
    return {name: score(examples, find, SEVEN) for name, find in finders.items()}


def measure_speed(text: str, tagger: Tagger) -> dict[str, float]:
    """Characters a second on documents of an article's length; medians of passes that take turns."""
    documents = [text[start : start + DOCUMENT] for start in range(0, len(text), DOCUMENT)]
    work: dict[str, Callable[[str], Any]] = {
        "tagger": tagger.spans,
        "tagger, words given": lambda document: tagger.spans(document, None, words[document]),
        "jieba.posseg": lambda document: list(jieba.posseg.cut(document)),
    }
    words = {document: cut_words(document) for document in documents}
    seconds: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(ROUNDS):
        for name, run in work.items():
            start = process_time()
            for document in documents:
                run(document)
            seconds[name].append(process_time() - start)
    return {name: len(text) / statistics.median(spent) for name, spent in seconds.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder of ner_*.jsonl or .jsonl.gz files")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="name of a shipped model, or path of a folder")
    parser.add_argument("--limit", type=int, default=10**9, help="so many sentences of each corpus at most")
    parser.add_argument("--size", type=int, default=60_000, help="characters for the speed")
    parser.add_argument("--json", action="store_true", help="print the figures for a program")
    options = parser.parse_args()
    jieba.setLogLevel(logging.WARNING)
    tagger = Tagger.load(options.model)
    finders = {
        "tagger": of_tagger(tagger),
        "pipeline": of_pipeline(options.model),
        "jieba.posseg": of_jieba,
        "LAC": of_lac(),
    }
    corpora = read_corpora(options.corpora, options.limit)
    scores = {
        corpus: {name: score(examples, find) for name, find in finders.items() if find is not None}
        for corpus, examples in corpora.items()
    }
    firms = {
        corpus: {name: score_firms(examples, find) for name, find in finders.items() if find is not None}
        for corpus, examples in read_firms(options.corpora, options.limit).items()
    }
    guide = score_guide(options.corpora, options.model, options.limit)
    text = normalize("".join(example.text for examples in corpora.values() for example in examples)[: options.size])
    speed = measure_speed(text, tagger)
    if options.json:
        figures_of = {"scores": scores, "firms": firms, "guide": guide, "characters_per_second": speed}
        print(json.dumps(figures_of, ensure_ascii=False, indent=1))
        return
    for corpus, figures in scores.items():
        print(f"{corpus}: {len(corpora[corpus])} sentences")
        for name, figure in figures.items():
            print(f"  {name:14}", "  ".join(f"{key} {value:5.1f}" for key, value in figure.items()))
    for corpus, figures in firms.items():
        print(f"{corpus}, held back: firms as ORG")
        for name, figure in figures.items():
            marks_all = corpus.startswith("ner_")  # events mark only the firms that take part
            print(f"  {name:14}", f"R {figure['R']:5.1f}", f"P {figure['P']:5.1f}" if marks_all else "")
    for name, figure in guide.items():
        print(f"by the guide: {name:14}", "  ".join(f"{key} {value:5.1f}" for key, value in figure.items()))
    print("characters a second, one core")
    for name, value in speed.items():
        print(f"  {name:20} {value:10,.0f}")


if __name__ == "__main__":
    main()
