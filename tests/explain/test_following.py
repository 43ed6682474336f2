"""Numbers that follow from another printed number, and numbers without a reason."""

from __future__ import annotations

from explaining import explained, reasons

from backprop_cli.calculation.quantity import name_of


def test_what_follows_from_a_wrong_number_is_told_with_it() -> None:
    slip, *others = explained("postnetwork", "0.185", "0.561", "0.439", "0.579")
    assert slip.findings == ()
    assert slip.source is not None
    assert name_of(slip.source[0]) == "net_o2"
    assert slip.source[2] == ("0.561", "0.439", "0.579")
    assert [reasons(known)[0] for known in others] == [
        ("out_o1", "follows from {source} = 0.185"),
        ("out_o2", "follows from {source} = 0.185"),
        ("E_o1", "follows from {source} = 0.185"),
    ]


def test_what_follows_is_found_among_right_numbers() -> None:
    numbers = ("-0.3", "0.426", "0.5", "0.428", "0.185", "0.561", "0.439", "0.579")
    assert [bool(known.source) for known in explained("postnetwork", *numbers)] == [False] * 4 + [True] * 4


def test_a_slip_without_a_reason_has_none() -> None:
    (known,) = explained("postnetwork", "0.185")
    assert known.findings == ()
    assert known.fits > 0


def test_a_meaningless_number_hides_no_reason_of_another() -> None:
    wrong, slip = explained("macleod", "0.09916", "0.185")
    assert reasons(wrong) == [("w3+", "if the hidden layer uses the already updated w1 and w2")]
    assert slip.findings == ()
    assert slip.source is None
