"""A sample of the mutated files of `benchmarks/fuzz.py`."""

from __future__ import annotations

import random
import sys

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

import fuzz


@pytest.mark.parametrize("seed", range(4))
def test_no_mutated_network_file_ends_in_a_fault(seed: int) -> None:
    assert list(fuzz.networks(1_500, random.Random(seed))) == []


@pytest.mark.parametrize("seed", range(4))
def test_no_mutated_answer_file_ends_in_a_fault(seed: int) -> None:
    assert list(fuzz.answers(60, random.Random(seed))) == []


def test_a_fault_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.is_fault(lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    assert "ZeroDivisionError" in capsys.readouterr().out


def test_mutations_change_files_and_leave_many_readable() -> None:
    rng = random.Random(1)
    sources = fuzz.sources()
    assert len(sources) > 100
    changed = [fuzz.mutated(source, rng) != source for source in sources]
    assert sum(changed) > 0.8 * len(changed)
