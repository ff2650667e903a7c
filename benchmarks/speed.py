"""How fast, how heavy, how linear: the figures of the README.

Everything is measured in one run, in turns, so that what slows the machine slows all of it: the whole
pipeline, each of its layers, and the word cutters of the field on the same pages. The pages are those of
``seeds/``, repeated to a megabyte of UTF-8. Seconds are processor time of one process, which other programs
on the machine disturb less; start-up is wall-clock time. See README.md in this folder.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import random
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from functools import partial
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import jieba
import jieba.posseg
import rjieba

import hbnews_ie
from hbnews_ie.collect import collect
from hbnews_ie.quantities import find_quantities
from hbnews_ie.times import find_times

SEEDS = Path(__file__).parents[1] / "seeds"
MEGABYTE = 1_000_000
LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
ROUNDS = 3  # over the lengths
STARTS = 5  # fresh processes for import and first result
WANTED = {"whole, rules alone / jieba.cut": 0.5, "whole": 100_000, "import": 1.0, "first result": 2.0, "memory": 400.0}

_IMPORT = "from time import perf_counter as now; a = now(); import hbnews_ie; print(now() - a)"
_FIRST = "import sys, hbnews_ie; hbnews_ie.extract(open(sys.argv[1], encoding='utf-8').read())"


def read_pages(size: int) -> list[str]:
    """The pages, repeated in turn until they hold ``size`` bytes of UTF-8."""
    seeds = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    pages: list[str] = []
    while size > 0:
        pages.append(seeds[len(pages) % len(seeds)])
        size -= len(pages[-1].encode())
    return pages


# Speed


def measure_speed(size: int, runs: int) -> dict[str, Any]:
    """Seconds of one pass over the pages, medians of several, as characters a second."""
    pages = read_pages(size)
    nlp, rules = hbnews_ie.load(), hbnews_ie.load(model=None)
    cutter = rjieba.Jieba()
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    passes: dict[str, Callable[[], object]] = {
        "whole": lambda: [hbnews_ie.extract(page, nlp=nlp) and None for page in pages],
        "whole, rules alone": lambda: [hbnews_ie.extract(page, nlp=rules) and None for page in pages],
        "whole, to JSONL": lambda: [len(hbnews_ie.extract(page, nlp=nlp).model_dump_json()) for page in pages],
        "jieba.cut": lambda: [sum(1 for _ in jieba.cut(page)) for page in pages],
        "jieba.posseg.cut": lambda: [sum(1 for _ in jieba.posseg.cut(page)) for page in pages],
        "rjieba.cut": lambda: [len(cutter.cut(page)) for page in pages],
    }
    passes |= {f"{name}, alone": partial(_all, find, pages) for name, find in finders().items()}
    seconds: dict[str, list[float]] = {}
    layers: dict[str, list[float]] = {}
    for run in range(runs + 1):
        for name, work in passes.items():
            start = process_time()
            work()
            seconds.setdefault(name, []).append(process_time() - start)
        for name, spent in layer_seconds(pages, nlp).items():
            layers.setdefault(name, []).append(spent)
        if run == 0:  # the first pass warms up
            seconds.clear()
            layers.clear()
    characters = sum(map(len, pages))

    def speeds(table: dict[str, list[float]]) -> dict[str, float]:
        return {name: characters / statistics.median(values) for name, values in table.items()}

    speed = speeds(seconds)
    return {
        "pages": len(pages),
        "characters": characters,
        "bytes": sum(len(page.encode()) for page in pages),
        "runs": runs,
        "characters_per_second": speed,
        "layers_characters_per_second": speeds(layers),
        "ratios": {
            f"{whole} / {name}": speed[whole] / speed[name]
            for whole in ("whole", "whole, rules alone")
            for name in ("jieba.cut", "jieba.posseg.cut", "rjieba.cut")
        },
    }


def finders() -> dict[str, Callable[[str], object]]:
    """What finds quantities and times alone, ours and, where installed, that of jionlp."""
    found: dict[str, Callable[[str], object]] = {
        "quantities": find_quantities,
        "times": lambda page: find_times(page, "2023-11-09"),
    }
    if find_spec("jionlp"):
        logging.disable(logging.CRITICAL)  # it logs what it cannot parse
        with redirect_stdout(StringIO()):  # it greets
            ner = import_module("jionlp").ner
        base = {"year": 2023, "month": 11, "day": 9}
        found["jionlp money"] = lambda page: ner.extract_money(page, with_parsing=True)
        found["jionlp time"] = lambda page: ner.extract_time(page, time_base=base, with_parsing=True)
    return found


def _all(find: Callable[[str], object], pages: list[str]) -> None:
    with redirect_stdout(StringIO()):
        for page in pages:
            find(page)


def layer_seconds(pages: list[str], nlp: Any) -> dict[str, float]:
    """Seconds spent in each step of `hbnews_ie.extract`, over all pages."""
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[..., Any], *arguments: Any) -> Any:
        start = process_time()
        result = work(*arguments)
        spent[name] = spent.get(name, 0.0) + process_time() - start
        return result

    for text in pages:
        page = timed("read_page", hbnews_ie.read_page, text)
        docs = []
        for article in page.articles:
            doc = timed("tokenizer", nlp.make_doc, article.text)
            doc._.published = page.published.date
            doc._.blocks = article.blocks
            for name, component in nlp.pipeline:
                doc = timed(name, component, doc)
            docs.append(doc)
        result = timed("collect", collect, page, docs, None)
        timed("JSON", result.model_dump_json)
    return spent


# Start, memory, length: each in a process of its own


def measure_start() -> dict[str, float]:
    """Seconds to import the package, and from starting Python to the result of a page."""
    page = str(sorted(SEEDS.glob("*.txt"))[0])
    imports, firsts = [], []
    for _ in range(STARTS):
        imports.append(float(_python("-c", _IMPORT)))
        start = perf_counter()
        _python("-c", _FIRST, page)
        firsts.append(perf_counter() - start)
    return {"import_s": statistics.median(imports), "first_result_s": statistics.median(firsts)}


def measure_memory(size: int) -> dict[str, float | None]:
    """Peak memory in MB: of a batch of pages, and of one document of as many bytes."""
    return {name: json.loads(_python(__file__, "--child", name, "--size", str(size))) for name in ("batch", "document")}


def measure_length() -> list[dict[str, float]]:
    """Seconds a document takes, by its length in characters."""
    rows: list[dict[str, float]] = json.loads(_python(__file__, "--child", "length"))
    return rows


def one_document(length: int) -> str:
    """A document of ``length`` characters: the pages' sentences, shuffled anew for each turn.

    Whole pages one after the other would not do: a paragraph printed twice is read once.
    """
    sentences = [found for page in read_pages(50_000) for found in re.findall(r"[^。\n]+。", page)]
    sentences = sorted(set(sentences))
    return "".join(_paragraphs(sentences, length))[:length]


def _paragraphs(sentences: list[str], length: int) -> Iterator[str]:
    chance = random.Random(0)
    while length > 0:
        chance.shuffle(sentences)
        for place in range(0, len(sentences), 3):
            paragraph = "".join(sentences[place : place + 3]) + "\n"
            length -= len(paragraph)
            yield paragraph


def _python(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)
    return done.stdout


def _peak() -> float | None:
    """The most memory this process ever held, in MB; None where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak) / (1_000_000 if sys.platform == "darwin" else 1_000_000 / 1024)


def run_child(what: str, size: int) -> Any:
    """The work of a child process; what it returns is printed as JSON."""
    if what == "batch":
        for _ in hbnews_ie.extract_many(read_pages(size)):
            pass
        return _peak()
    if what == "document":
        hbnews_ie.extract(one_document(size // 3))  # a Chinese character is three bytes
        return _peak()
    return _times_by_length()


def _times_by_length() -> list[dict[str, float]]:
    nlp = hbnews_ie.load()
    texts = [one_document(length) for length in LENGTHS]
    hbnews_ie.extract(texts[0], nlp=nlp)
    seconds: list[list[float]] = [[] for _ in texts]
    for _ in range(ROUNDS):
        for text, found in zip(texts, seconds, strict=True):
            times = max(1, LENGTHS[-1] // (20 * len(text)))  # a short one often, to time it well
            start = process_time()
            for _ in range(times):
                hbnews_ie.extract(text, nlp=nlp)
            found.append((process_time() - start) / times)
    return [
        {"characters": length, "seconds": statistics.median(found)}
        for length, found in zip(LENGTHS, seconds, strict=True)
    ]


# The report


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    packages = ("hbnews_ie", "spacy", "pydantic", "rjieba", "jieba")
    return {
        "python": platform.python_version(),
        "platform": platform.platform(terse=True),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "versions": {name: version(name) for name in packages},
    }


def write_report(figures: dict[str, Any]) -> str:
    """Lay the figures out as tables."""
    lines = list(_machine_lines(figures["machine"]))
    if "speed" in figures:
        lines += _speed_lines(figures["speed"])
    if "start" in figures:
        lines += _start_lines(figures["start"], figures["memory"])
    if "length" in figures:
        lines += _length_lines(figures["length"])
    return "\n".join(lines)


def _machine_lines(where: dict[str, Any]) -> Iterator[str]:
    packages = ", ".join(f"{name} {number}" for name, number in where["versions"].items())
    yield f"Python {where['python']}, {where['platform']} {where['machine']}, {where['cores']} cores; {packages}"


def _speed_lines(speed: dict[str, Any]) -> Iterator[str]:
    whole = speed["characters_per_second"]["whole"]
    yield ""
    yield (
        f"Speed: {speed['pages']} pages, {speed['characters']:,} characters, {speed['bytes']:,} bytes; "
        f"one process, median of {speed['runs']} runs"
    )
    rules = speed["characters_per_second"]["whole, rules alone"]
    yield f"{'':20}{'characters/s':>14}{'µs/character':>14}{'whole is':>10}{'rules are':>11}"
    for name, value in speed["characters_per_second"].items():
        ratio = "" if name.startswith("whole") else f"{whole / value:>9.2f}×{rules / value:>10.2f}×"
        yield f"{name:20}{value:>14,.0f}{1e6 / value:>14.2f}{ratio}".rstrip()
    wanted = WANTED["whole, rules alone / jieba.cut"]
    yield f"wanted: rules alone / jieba.cut ≥ {wanted}, whole ≥ {WANTED['whole']:,.0f} characters/s"
    yield ""
    yield "Steps of the whole, in order"
    for name, value in speed["layers_characters_per_second"].items():
        yield f"{name:20}{value:>14,.0f}{1e6 / value:>14.2f}"


def _start_lines(start: dict[str, float], memory: dict[str, float | None]) -> Iterator[str]:
    yield ""
    yield f"Start, fresh processes, median of {STARTS}, and memory"
    yield f"{'import':20}{start['import_s']:>12.2f} s   wanted: under {WANTED['import']:g} s"
    yield f"{'first result':20}{start['first_result_s']:>12.2f} s   wanted: under {WANTED['first result']:g} s"
    for name, label in (("batch", "peak, many pages"), ("document", "peak, one document")):
        peak = memory[name]
        shown = f"{peak:>11.0f} MB" if peak is not None else f"{'unknown':>14}"
        yield f"{label:20}{shown}   wanted: under {WANTED['memory']:g} MB"


def _length_lines(rows: list[dict[str, float]]) -> Iterator[str]:
    yield ""
    yield "One document, by its length"
    yield f"{'characters':>12}{'seconds':>12}{'µs/character':>14}{'of the first':>14}"
    first = rows[0]["seconds"] / rows[0]["characters"]
    for row in rows:
        each = row["seconds"] / row["characters"]
        yield f"{row['characters']:>12,}{row['seconds']:>12.3f}{each * 1e6:>14.2f}{each / first:>13.2f}×"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the speed, start, memory and linearity of hbnews_ie.")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--size", type=int, default=MEGABYTE, help="bytes of pages (default: a megabyte)")
    parser.add_argument("--runs", type=int, default=5, help="passes over the pages (default: 5)")
    parser.add_argument("--only", choices=("speed", "start", "length"), help="measure one part alone")
    parser.add_argument("--child", choices=("batch", "document", "length"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(run_child(options.child, options.size)))
        return
    figures: dict[str, Any] = {"machine": machine()}
    if options.only in (None, "start"):  # first: on Linux a child's peak begins at its parent's size
        figures["start"] = measure_start()
        figures["memory"] = measure_memory(options.size)
    if options.only in (None, "length"):
        figures["length"] = measure_length()
    if options.only in (None, "speed"):
        figures["speed"] = measure_speed(options.size, options.runs)
    print(json.dumps(figures, indent=2) if options.json else write_report(figures))


if __name__ == "__main__":
    main()
