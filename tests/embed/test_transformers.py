"""sentence-transformers models, for real: a tiny BERT with random weights, made here."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aligner.embed.models import full_name, known_models, prompt_for
from aligner.embed.store import clear_cache, contents, store_path
from aligner.embed.transformers import TransformerEncoder
from aligner.errors import EncoderError
from aligner.settings import EmbedSettings

WORDS = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "query",
    ":",
    "the",
    "war",
    "began",
    "战",
    "争",
    "爆",
    "发",
    "了",
]
TEXTS = ["the war began", "战争爆发了", "the war", "", "the war began"]
CPU = EmbedSettings(device="cpu", batch_size=2)


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two layers, 16 dimensions, fifteen word pieces."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(0)
    base = tmp_path_factory.mktemp("bert")
    (base / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(base / "vocab.txt")).save_pretrained(base)
    sizes = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
    BertModel(BertConfig(vocab_size=len(WORDS), **sizes)).save_pretrained(base)
    folder = tmp_path_factory.mktemp("model")
    layers = Transformer(str(base), max_seq_length=16)
    SentenceTransformer(modules=[layers, Pooling(16)], device="cpu").save(str(folder))
    return folder


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGNER_CACHE", str(tmp_path / "cache"))


def never(*_: Any, **__: Any) -> None:
    raise AssertionError("embedded again")


def test_rows_have_length_one_and_an_empty_text_is_zero(model_folder: Path) -> None:
    rows = TransformerEncoder(str(model_folder), CPU).encode(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (5, 16)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 0, 1], abs=1e-5)
    assert np.array_equal(rows[0], rows[4])


def test_the_vectors_are_those_of_the_model(model_folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    plain = SentenceTransformer(str(model_folder), device="cpu").encode(TEXTS[:3], normalize_embeddings=True)
    assert TransformerEncoder(str(model_folder), CPU).encode(TEXTS)[:3] == pytest.approx(plain, abs=1e-5)


def test_a_second_run_embeds_nothing(model_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = TransformerEncoder(str(model_folder), CPU).encode(TEXTS)
    again = TransformerEncoder(str(model_folder), CPU)
    monkeypatch.setattr(again._model, "encode", never)
    assert np.array_equal(again.encode(TEXTS), first)


def test_without_the_cache_nothing_is_kept(model_folder: Path) -> None:
    TransformerEncoder(str(model_folder), EmbedSettings(device="cpu", cache=False)).encode(TEXTS)
    assert contents(store_path()) == []


def test_a_killed_run_keeps_its_batches(model_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = TransformerEncoder(str(model_folder), CPU)
    real, calls = encoder._model.encode, []

    def dies_at_the_second_batch(batch: list[str], **options: Any) -> Any:
        calls.append(batch)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(batch, **options)

    monkeypatch.setattr(encoder._model, "encode", dies_at_the_second_batch)
    with pytest.raises(KeyboardInterrupt):
        encoder.encode(TEXTS)
    ((_, count),) = contents(store_path())
    assert count == 2


def test_longest_texts_go_first_and_progress_is_told(model_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int, int]] = []
    encoder = TransformerEncoder(str(model_folder), CPU, lambda *report: told.append(report))
    real, batches = encoder._model.encode, []

    def noted(batch: list[str], **options: Any) -> Any:
        batches.append(batch)
        return real(batch, **options)

    monkeypatch.setattr(encoder._model, "encode", noted)
    encoder.encode(TEXTS)
    assert batches == [["the war began", "the war"], ["战争爆发了"]]
    assert told == [("progress.sentences", 0, 3), ("progress.sentences", 2, 3)]


def test_when_memory_runs_out_the_batch_is_halved(model_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    expected = TransformerEncoder(str(model_folder), EmbedSettings(device="cpu", cache=False)).encode(TEXTS)
    encoder = TransformerEncoder(str(model_folder), EmbedSettings(device="cpu", batch_size=8, cache=False))
    real, sizes = encoder._model.encode, []

    def small_memory(batch: list[str], **options: Any) -> Any:
        sizes.append(len(batch))
        if len(batch) > 1:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(batch, **options)

    monkeypatch.setattr(encoder._model, "encode", small_memory)
    assert encoder.encode(TEXTS) == pytest.approx(expected, abs=1e-5)
    assert sizes == [3, 1, 1, 1]


def test_one_text_too_large_for_memory_is_said(model_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    def no_memory(*_: Any, **__: Any) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory")

    encoder = TransformerEncoder(str(model_folder), CPU)
    monkeypatch.setattr(encoder._model, "encode", no_memory)
    with pytest.raises(EncoderError, match="13 characters"):
        encoder.encode(["the war began"])


def test_the_name_changes_with_the_weights(model_folder: Path, tmp_path: Path) -> None:
    import shutil

    other = tmp_path / "other"
    shutil.copytree(model_folder, other)
    weights = other / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    names = {TransformerEncoder(str(f), CPU).name.rpartition("@")[2] for f in (model_folder, other)}
    assert len(names) == 2


@pytest.mark.parametrize(
    ("name", "prompt"),
    [
        ("intfloat/multilingual-e5-large", "query: "),
        ("/models/e5-base-v2", "query: "),
        ("intfloat/multilingual-e5-large-instruct", "Instruct: Retrieve parallel sentences.\nQuery: "),
        ("sentence-transformers/LaBSE", ""),
        ("BAAI/bge-m3", ""),
    ],
)
def test_prompts(name: str, prompt: str) -> None:
    assert prompt_for(name) == prompt


def test_a_model_that_wants_a_prompt_gets_it(model_folder: Path, tmp_path: Path) -> None:
    import shutil

    e5 = tmp_path / "multilingual-e5-tiny" / "e5-small"
    shutil.copytree(model_folder, e5)
    prompted = TransformerEncoder(str(e5), CPU).encode(["the war"])
    plain = TransformerEncoder(str(model_folder), CPU).encode(["query: the war", "the war"])
    assert prompted[0] == pytest.approx(plain[0], abs=1e-5)
    assert prompted[0] != pytest.approx(plain[1], abs=1e-3)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("LaBSE", "sentence-transformers/LaBSE"),
        ("bge-m3", "BAAI/bge-m3"),
        ("BAAI/bge-m3", "BAAI/bge-m3"),
        ("some-one/some-model", "some-one/some-model"),
    ],
)
def test_the_owner_of_a_known_model_may_be_left_out(given: str, name: str) -> None:
    assert full_name(given) == name


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="no sentence-transformers model there"):
        TransformerEncoder(str(tmp_path), CPU)


def test_offline_and_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EncoderError, match="hf download no-one/no-such-model"):
        TransformerEncoder("no-one/no-such-model", CPU)


class Hub:
    """A hub that hangs up, and counts how often it was called."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        while True:
            self._socket.accept()[0].close()
            self.calls += 1

    def load(self, name: str, cache: Path) -> str:
        """What a process that takes it for the hub says of a model, loaded or not."""
        code = f"""
from aligner.embed.transformers import TransformerEncoder
from aligner.errors import EncoderError
from aligner.settings import EmbedSettings
try:
    print(TransformerEncoder({name!r}, EmbedSettings(device="cpu", cache=False)).encode(["the war"]).shape)
except EncoderError as error:
    print(error)
"""
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("HF_", "HUGGINGFACE"))}
        environment |= {"HF_ENDPOINT": self.address, "HF_HUB_CACHE": str(cache)}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()


@pytest.mark.parametrize("name", ["no-one/no-such-model", "no-such-model"])
def test_a_hub_that_does_not_answer_is_not_asked_for_long(name: str, tmp_path: Path) -> None:
    hub = Hub()
    assert f"hf download {name}" in hub.load(name, tmp_path)
    assert hub.calls <= 3


def test_a_model_that_was_fetched_needs_no_hub(model_folder: Path, tmp_path: Path) -> None:
    import shutil

    fetched = tmp_path / "models--some-one--some-model"
    shutil.copytree(model_folder, fetched / "snapshots" / "0123")
    (fetched / "refs").mkdir()
    (fetched / "refs" / "main").write_text("0123")
    hub = Hub()
    assert hub.load("some-one/some-model", tmp_path).startswith("(1, ")
    assert hub.calls == 0


def test_code_of_a_model_is_not_run(model_folder: Path, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "model"
    shutil.copytree(model_folder, folder)
    modules = json.loads((folder / "modules.json").read_text())
    modules[0]["type"] = "own_code.Layer"
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / "own_code.py").write_text("raise SystemExit('code was run')")
    with pytest.raises(EncoderError, match="code of its own"):
        TransformerEncoder(str(folder), CPU)


def test_the_extra_is_named_where_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderError, match=r"pip install 'aligner\[neural\]'"):
        TransformerEncoder("LaBSE", CPU)


def test_a_broken_store_is_said(model_folder: Path) -> None:
    store_path().parent.mkdir(parents=True)
    store_path().write_bytes(b"no database, but long enough to be looked at as one" * 40)
    with pytest.raises(EncoderError, match="aligner cache --clear"):
        TransformerEncoder(str(model_folder), CPU)


def test_clearing_removes_own_files_only(model_folder: Path) -> None:
    TransformerEncoder(str(model_folder), CPU).encode(TEXTS)
    other = store_path().parent / "thesis.docx"
    other.write_bytes(b"mine")
    assert clear_cache() > 0
    assert contents(store_path()) == []
    assert other.exists()


def test_the_table_of_models_is_complete() -> None:
    for model in known_models():
        assert model.dim > 0
        assert model.megabytes > 0
        assert set(model.note) == {"en", "zh"}
