"""Joins repeats, which are pairs, into groups of copies; the longest first, so that a repeated chapter is one group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from aligner.duplicates.passages import Repeat

Stretch = tuple[int, int]
"""Half-open, in symbols of `Folded`."""

# Two stretches are the same copy if the shorter is inside the longer and at least this share of it: half of a chapter
# is a copy of the chapter, a sentence is not.
SAME = 0.5
INSIDE = 0.8  # a stretch is inside another if this share of it is; chance matches blur the ends
_BIN = 512  # symbols; members are looked up by the bins they touch


@dataclass(slots=True)
class Group:
    """Copies of one passage. `identity` is the lowest of the repeats that were joined."""

    members: list[Stretch] = field(default_factory=list)
    identity: float = 1.0

    @property
    def symbols(self) -> int:
        return sum(end - start for start, end in self.members)


def group_repeats(repeats: Sequence[Repeat]) -> list[Group]:
    """Groups of two or more copies, the largest first, without what repeats only as a part of larger copies."""
    table = _Members()
    for r in sorted(repeats, key=lambda r: (r.a_start - r.a_end, r.a_start, r.b_start)):
        a, b = (r.a_start, r.a_end), (r.b_start, r.b_end)
        group_a, group_b = table.same(a), table.same(b)
        if group_a is not None and group_b is not None:
            if group_a is not group_b:
                table.merge(group_a, group_b, r.identity)
        elif group_a is not None:
            table.add(group_a, b, identity=r.identity)
        elif group_b is not None:
            table.add(group_b, a, identity=r.identity)
        elif not table.nested(a, b):
            table.add(Group(identity=r.identity), a, b)
    groups = {id(g): g for g in table.groups() if len(g.members) > 1}
    for g in groups.values():
        g.members.sort()
    return sorted(groups.values(), key=lambda g: (-g.symbols, g.members))


class _Members:
    """All members so far, indexed by their places."""

    def __init__(self) -> None:
        self._bins: dict[int, list[tuple[Stretch, Group]]] = defaultdict(list)
        self._joined: dict[int, Group] = {}  # a group that was merged into another, by id
        self._all: list[Group] = []
        self._held: dict[int, set[Stretch]] = defaultdict(set)  # the members of each group, by its id

    def groups(self) -> list[Group]:
        return [g for g in self._all if id(g) not in self._joined]

    def add(self, group: Group, *stretches: Stretch, identity: float = 1.0) -> None:
        """Add stretches to a group, except those that overlap a member: they are the same copy."""
        if not group.members:
            self._all.append(group)
        group.identity = min(group.identity, identity)
        for stretch in stretches:
            if self._free(stretch, group):
                self._take(group, stretch)
                for k in _bins(stretch):
                    self._bins[k].append((stretch, group))

    def merge(self, a: Group, b: Group, identity: float) -> None:
        """Merge the smaller group into the larger, without members that overlap one there."""
        into, other = (a, b) if len(a.members) >= len(b.members) else (b, a)
        into.identity = min(into.identity, other.identity, identity)
        gained = [m for m in other.members if self._free(m, into)]
        self._joined[id(other)] = into
        self._take(into, *gained)

    def same(self, stretch: Stretch) -> Group | None:
        """The group that already has `stretch` as a copy; None if there is none."""
        for member, group in self._touching(stretch):
            shared, length = _overlap(stretch, member), stretch[1] - stretch[0]
            if shared >= INSIDE * length and shared >= SAME * (member[1] - member[0]):
                return group
        return None

    def nested(self, a: Stretch, b: Stretch) -> bool:
        """Whether `a` and `b` are parts of two copies in one group, so that their repetition is nothing new."""
        of_a = {(id(g), m) for m, g in self._touching(a) if _overlap(a, m) >= INSIDE * (a[1] - a[0])}
        of_b = {(id(g), m) for m, g in self._touching(b) if _overlap(b, m) >= INSIDE * (b[1] - b[0])}
        return any(g == h and m != n for g, m in of_a for h, n in of_b)

    def _take(self, group: Group, *stretches: Stretch) -> None:
        group.members += stretches
        self._held[id(group)].update(stretches)

    def _free(self, stretch: Stretch, group: Group) -> bool:
        """Whether no member of the group overlaps `stretch`."""
        held = self._held[id(group)]
        near = (entry for k in _bins(stretch) for entry in self._bins.get(k, ()))
        return not any(_overlap(stretch, m) and self._now(g) is group and m in held for m, g in near)

    def _now(self, group: Group) -> Group:
        """The group that this one has been merged into, or itself."""
        while id(group) in self._joined:
            group = self._joined[id(group)]
        return group

    def _touching(self, stretch: Stretch) -> Iterator[tuple[Stretch, Group]]:
        """Members that may overlap `stretch`, with the group each is in now."""
        for k in {stretch[0] // _BIN, (stretch[1] - 1) // _BIN}:
            for member, group in self._bins.get(k, ()):
                yield member, self._now(group)


def _bins(stretch: Stretch) -> range:
    return range(stretch[0] // _BIN, (stretch[1] - 1) // _BIN + 1)


def _overlap(x: Stretch, y: Stretch) -> int:
    return max(0, min(x[1], y[1]) - max(x[0], y[0]))
