from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import hbnews_ie
from hbnews_ie.pipeline import LAYERS, default_pipeline

from .conftest import PAGE

TEXT = PAGE.replace("\n", "")
DICTIONARY = "纽福斯 20 nz\n"
ATTRIBUTES = (
    "norm",
    "words",
    "clauses",
    "mentions",
    "times",
    "quantities",
    "posts",
    "entities",
    "facts",
    "events",
)


def layers_of(doc: Doc) -> dict[str, Any]:
    """All that the components wrote, in a form that can be compared."""
    spans = {key: [(span.start, span.end, span.label_) for span in group] for key, group in doc.spans.items()}
    entities = [(span.start, span.end, span.label_) for span in doc.ents]
    sentences = [(span.start, span.end) for span in doc.sents] if len(doc) else []
    return {"spans": spans, "ents": entities, "sents": sentences} | {name: doc._.get(name) for name in ATTRIBUTES}


def test_the_layers_are_components_in_order(nlp: Language) -> None:
    assert tuple(nlp.pipe_names) == LAYERS
    assert nlp.lang == "zh"
    assert all(nlp.get_factory_meta(f"hbnews_{layer}") for layer in LAYERS)


def test_a_component_can_be_left_out(nlp: Language) -> None:
    with nlp.select_pipes(disable=["events", "facts"]):
        doc = nlp(TEXT)
    assert doc._.events == doc._.facts == ()


def test_the_default_pipeline_is_made_once() -> None:
    assert default_pipeline() is default_pipeline()


def test_empty_text(nlp: Language) -> None:
    assert len(nlp("")) == 0


def test_a_saved_pipeline_loads_without_the_package_being_imported(tmp_path: Path) -> None:
    dictionary = tmp_path / "words.txt"
    dictionary.write_text(DICTIONARY, encoding="utf-8")
    nlp = hbnews_ie.load(engine="jieba", user_dictionary=dictionary)
    nlp.to_disk(tmp_path / "pipeline")
    dictionary.unlink()
    code = (
        "import sys, spacy\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "doc = nlp('武汉纽福斯成立')\n"
        "words = doc._.words\n"
        "print(nlp.pipe_names, nlp.tokenizer.engine, (2, 5) in zip(words.starts, words.ends))\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "pipeline")]
    output = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert output.strip() == f"{list(LAYERS)} jieba True"


def test_a_loaded_pipeline_finds_the_same(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    assert layers_of(spacy.load(tmp_path)(TEXT)) == layers_of(nlp(TEXT))
    again = type(nlp).from_config(nlp.config).from_bytes(nlp.to_bytes())
    assert layers_of(again(TEXT)) == layers_of(nlp(TEXT))


def test_pipelines_and_documents_pickle(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert layers_of(pickle.loads(pickle.dumps(doc))) == layers_of(doc)
    assert layers_of(pickle.loads(pickle.dumps(nlp))(TEXT)) == layers_of(doc)


def test_documents_go_through_a_doc_bin(nlp: Language) -> None:
    doc = nlp(TEXT)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (copy,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert layers_of(copy) == layers_of(doc)


def test_processes_started_afresh_find_the_same(tmp_path: Path) -> None:
    # In an interpreter of its own: the start method is a setting of the whole process.
    code = (
        "import multiprocessing, sys, hbnews_ie\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        "    nlp = hbnews_ie.load()\n"
        "    texts = [sys.argv[1]] * 3\n"
        "    one = [(doc._.words, doc._.mentions, doc._.events) for doc in nlp.pipe(texts)]\n"
        "    two = [(doc._.words, doc._.mentions, doc._.events) for doc in nlp.pipe(texts, n_process=2)]\n"
        "    print(one == two)\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code, encoding="utf-8")
    output = subprocess.run([sys.executable, script, TEXT], capture_output=True, encoding="utf-8", timeout=120)
    assert output.stdout.strip() == "True", output.stderr


def test_display(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert "武汉" in displacy.render(doc, style="ent", jupyter=False)
    assert "<div" in displacy.render(doc, style="span", options={"spans_key": "quantities"}, jupyter=False)


def test_spans_stand_where_spacy_users_look(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.published = "2023-11-09"
    doc = nlp(doc)
    assert [span.text for span in doc.spans["times"]] == ["11月8日", "今年前三季度"]
    assert {span.label_ for span in doc.spans["times"]} == {"TIME"}
    assert len(doc.spans["quantities"]) == len(doc._.quantities)
    assert {(span.start, span.end) for span in doc.ents} <= {(item.start, item.end) for item in doc._.mentions}


def test_both_engines_find_the_same(nlp: Language, seed: Path) -> None:
    text = hbnews_ie.fold(seed.read_text("utf-8"))
    assert layers_of(hbnews_ie.load(engine="jieba")(text)) == layers_of(nlp(text))


def test_long_texts_are_taken(nlp: Language) -> None:
    assert nlp.max_length >= 5_000_000


@pytest.mark.parametrize("content", ["纽福斯 nz 20 x\n", "纽福斯 a b\n"])
def test_a_malformed_dictionary_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "words.txt").write_text(content, "utf-8")
    with pytest.raises(ValueError, match="line 1"):
        hbnews_ie.load(user_dictionary=tmp_path / "words.txt")
    with pytest.raises(FileNotFoundError):
        hbnews_ie.load(user_dictionary=tmp_path / "missing.txt")
