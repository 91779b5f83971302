"""The files that were made from the dictionary are those that the program makes of it now."""

from aligner.recognise.names_gazetteer import table_rows
from training.names import common_english, names


def test_the_names_are_those_of_the_dictionary() -> None:
    assert [[word, kind, " ".join(forms)] for word, forms, kind in names()] == list(table_rows("names_cedict.tsv"))


def test_the_words_are_those_of_the_dictionary() -> None:
    assert [[word] for word in common_english()] == list(table_rows("words_cedict.txt"))
