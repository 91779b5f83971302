"""Names that both texts mention, found once for the two texts and not for each pair of sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from aligner.recognise.hanzi import simplified
from aligner.recognise.latin import plain
from aligner.recognise.names import names
from aligner.recognise.names_en import known_kind, ordinary
from aligner.recognise.names_gazetteer import gazetteer
from aligner.recognise.names_native import MANDARIN, spellings
from aligner.recognise.names_search import UnknownNames
from aligner.recognise.names_zh import transcribed
from aligner.recognise.titles import titled
from aligner.records import Lang

# Least score of a name recognised by its sound in Chinese characters. Of the 60 English names of an article that are
# not in a Chinese interview, 2 were heard in it at .8, more than 20 at .5.
HEARD = 0.8


@dataclass(frozen=True, slots=True)
class Namesake:
    """An English name, one Chinese form of it, and the sentences with each.

    `group` is the same for names that may be one person's: 菲利波夫 = Filippov, 斯大林 = Filippov, 斯大林 = Stalin.
    """

    name: str
    form: str
    group: int
    zh: tuple[int, ...]
    en: tuple[int, ...]


def namesakes(zh: Sequence[str], en: Sequence[str]) -> Iterator[Namesake]:
    """Names in both the English and the Chinese sentences, matched by gazetteer, by spelling or by sound."""
    plain_zh = [simplified(text) for text in zh]
    whole = "\n".join(plain_zh)
    mentioned = {m.text for text in plain_zh for m in names(text, "zh")}
    # A name that the gazetteer knows may be the beginning of another one: 麦克, 麦克米伦.
    mentioned |= {text[span.start : span.end] for text in plain_zh for span in transcribed(text)}
    long = {m for m in mentioned if len(m) > 1}
    known = long & gazetteer().english.keys()
    where = _named(en, "en")
    pairs = set(map("".join, pairwise(whole)))
    forms = {name: _known_forms(name, whole, pairs) for name in sorted(where)}
    # The others can only be matched by spelling or by sound.
    search = UnknownNames(sorted(long - known), sorted(known), whole)
    for name, form in search.renderings([name for name, found in forms.items() if not found], HEARD).items():
        forms[name] = (form,)
    for name, found in (*_called_by_title(forms, whole).items(), *_called_by_family(forms, mentioned).items()):
        forms[name] = tuple(dict.fromkeys((*forms[name], *found)))
    forms = {name: found for name, found in forms.items() if found}
    groups = _groups(forms)
    starts = list(accumulate((len(text) + 1 for text in plain_zh), initial=0))
    holding = {form: tuple(_holders(form, whole, starts)) for found in forms.values() for form in found}
    for name, found in forms.items():
        for form in found:
            if holding[form]:
                yield Namesake(name, form, groups[name], holding[form], tuple(sorted(where[name])))


def same_names(first: Sequence[str], second: Sequence[str], lang: Lang) -> Iterator[Namesake]:
    """Names in two texts of one language, however they are spelled: 毛澤東 and 毛泽东, Chou En-lai and Zhou Enlai.

    There is one namesake for each person or place, with the spelling that most sentences have.
    """
    where, there = _named(first, lang), _named(second, lang)
    forms = {name: _spelled_and_known(name, lang) for name in sorted(where.keys() | there.keys())}
    members: dict[int, list[str]] = {}
    for name, group in _groups(forms).items():
        members.setdefault(group, []).append(name)
    for group, names_ in members.items():
        here, over = ([name for name in names_ if name in held] for held in (where, there))
        if here and over:
            yield Namesake(
                max(over, key=lambda name: len(there[name])),
                max(here, key=lambda name: len(where[name])),
                group,
                tuple(sorted(set().union(*(where[name] for name in here)))),
                tuple(sorted(set().union(*(there[name] for name in over)))),
            )


def _spelled_and_known(name: str, lang: Lang) -> tuple[str, ...]:
    """A name in simplified characters or plain letters, and its forms in the other language by the gazetteer."""
    if lang == "zh":
        form = simplified(name)
        return form, *sorted(gazetteer().english.get(form, ()))
    known = (gazetteer().chinese.get(plain(form), ()) for form in _with_parts(name))
    return plain(name), *sorted(next(filter(None, known), ()))


def _holders(form: str, whole: str, starts: Sequence[int]) -> Iterator[int]:
    """The sentences with a form, each once. `whole` is all sentences joined; sentence i begins at `starts[i]`."""
    at = whole.find(form)
    while at >= 0:
        sentence = bisect_right(starts, at) - 1
        yield sentence
        at = whole.find(form, starts[sentence + 1])


def _named(texts: Sequence[str], lang: Lang) -> dict[str, set[int]]:
    """Names and the sentences they stand in."""
    where: dict[str, set[int]] = {}
    for j, text in enumerate(texts):
        for mention in names(text, lang):
            where.setdefault(mention.text, set()).add(j)
    return where


def _known_forms(name: str, whole: str, pairs: Container[str]) -> tuple[str, ...]:
    """The Chinese forms of an English name, or else of a part of it, that the gazetteer has and that are in the text.

    `pairs`: all pairs of adjacent characters of the text; a quick test, since most forms begin with another pair.
    """
    for form in _with_parts(name):
        known = gazetteer().chinese.get(plain(form), ())
        forms = [zh for zh in known if zh[:2] in pairs and _names(zh) and zh in whole]
        if forms:
            return tuple(sorted(forms))
    return ()


def _names(form: str) -> bool:
    """Whether a Chinese form is a name: not 中, nor 国内 (at home), which means China only to a Chinese writer."""
    known = gazetteer()
    return len(form) > 1 and (form in known.naming or form not in known.kinds)


def _with_parts(name: str) -> Iterator[str]:
    """The name; what it ends with; and what it begins with, if ordinary words follow.

    (Otherwise the beginning is no name of the same person: Mike, of Mike Pearson, names others too.)
    """
    yield name
    words = name.split()
    tails = (words[i:] for i in range(1, len(words)))
    heads = (words[:i] for i in range(len(words) - 1, 0, -1) if all(map(ordinary, words[i:])))
    for some in (*tails, *heads):
        if not all(map(ordinary, some)) or known_kind(" ".join(some)) is not None:
            yield " ".join(some)


def _called_by_title(forms: Mapping[str, Sequence[str]], whole: str) -> dict[str, tuple[str, ...]]:
    """黎协统 for Li Yuan-hung, 彭老总 for Peng: a family name with a title, if both texts have one person of that name.

    `forms`: the known Chinese forms of each English name; they rule out other family names of that sound (for 张学良,
    titles of a 章).
    """
    called: dict[str, dict[str, None]] = {}
    for family, form in titled(whole):
        called.setdefault(family, {})[form] = None
    persons: dict[str, set[str]] = {}  # English names by the Chinese family name
    for name, known in forms.items():
        spelled = _families(name.split()[0]) & called.keys() if _may_be_person(name) else set()
        families = [family for family in spelled if not known or any(form[0] == family for form in known)]
        if len(families) == 1:  # Li may be 李 and 黎
            persons.setdefault(families[0], set()).add(name)
    return {
        name: tuple(called[family])
        for family, names_ in persons.items()
        if len({name for name in names_ if " " in name}) <= 1
        for name in names_
    }


def _called_by_family(forms: Mapping[str, Sequence[str]], mentioned: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """宋子文 for Soong: an English family name alone, if the Chinese text has one person of that name.

    `mentioned`: the names in the Chinese text.
    """
    persons = [name for name in mentioned if _is_person(name)]
    called: dict[str, tuple[str, ...]] = {}
    for name, known in forms.items():
        if not known and " " not in name and _may_be_person(name):
            families, word = _families(name), plain(name)
            found = [person for person in persons if person[0] in families or _known_by(word, person)]
            if len(found) == 1:
                called[name] = (found[0],)
    return called


def _is_person(name: str) -> bool:
    """Whether a Chinese name is that of a known person, or an unknown name that begins with a family name."""
    kind = gazetteer().kinds.get(name)
    return kind == "person" or (kind is None and name[0] in gazetteer().surnames and 2 <= len(name) <= 3)


def _known_by(word: str, person: str) -> bool:
    """Whether an English form of a Chinese name begins or ends with `word`, in plain letters (T. V. Soong)."""
    english = gazetteer().english.get(person, ())
    return len(word) > 3 and any(form != word and (form.endswith(word) or form.startswith(word)) for form in english)


def _may_be_person(name: str) -> bool:
    return known_kind(name) in (None, "person")


def _families(word: str) -> Set[str]:
    """The Chinese family names of one character that a word may spell, in any romanisation of Mandarin."""
    return _spelled_families().get(plain(word), frozenset())


@cache
def _spelled_families() -> Mapping[str, Set[str]]:
    spelled: dict[str, set[str]] = {}
    for family in gazetteer().surnames:
        if len(family) == 1:
            for spelling in set().union(*(spellings(family, system) for system in MANDARIN)):
                spelled.setdefault(spelling, set()).add(family)
    return spelled


def _groups(forms: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The group number of each English name; names that share a Chinese form, directly or in a chain, are a group."""
    group: dict[str, int] = {}
    by_form: dict[str, list[str]] = {}
    for name, found in forms.items():
        for form in found:
            by_form.setdefault(form, []).append(name)
    for number, name in enumerate(forms):
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in group:
                group[one] = number
                waiting += [other for form in forms[one] for other in by_form[form]]
    return group
