"""What is kept is known by identity: the same objects give the same result, others never do."""

from __future__ import annotations

from kg.extract.kept import kept


def test_the_same_object_is_read_once_and_an_equal_one_again() -> None:
    calls: list[tuple[int, ...]] = []

    @kept(by=lambda numbers: (numbers,))
    def total(numbers: tuple[int, ...]) -> int:
        calls.append(numbers)
        return sum(numbers)

    one, equal = tuple(range(3)), tuple(range(3))
    assert [total(one), total(one), total(equal)] == [3, 3, 3]
    assert len(calls) == 2
    assert calls[0] is one
    assert calls[1] is equal


def test_what_is_forgotten_or_freed_is_never_mistaken_for_another() -> None:
    @kept(by=lambda numbers: (numbers,))
    def total(numbers: tuple[int, ...]) -> int:
        return sum(numbers)

    # Each tuple is freed at once unless it is kept, so that identities come again.
    assert [total((n, n)) for n in range(100)] == [2 * n for n in range(100)]


def test_only_what_the_result_depends_on_counts() -> None:
    @kept(by=lambda numbers, _name: (numbers,))
    def named(numbers: tuple[int, ...], name: str) -> str:
        return f"{name} {sum(numbers)}"

    numbers = (1, 2)
    assert named(numbers, "a") == named(numbers, "b") == "a 3"
