import os
import signal
from pathlib import Path

from guatu.desk.reading_pool import STOPPED, run_in_order


def double(number: int) -> int:
    return 2 * number


def die_at_three(number: int, _folder: str = "") -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_once(number: int, folder: str) -> int:
    mark = Path(folder) / "died"
    if number == 1 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def how_it_hears_an_interrupt() -> bool:
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_answers_come_in_the_order_of_the_pieces() -> None:
    assert list(run_in_order(double, [(number,) for number in range(6)], count=2)) == [0, 2, 4, 6, 8, 10]


def test_a_piece_that_ends_its_process_takes_no_other_with_it() -> None:
    assert list(run_in_order(die_at_three, [(number,) for number in range(5)], count=2)) == [0, 1, 2, STOPPED, 4]


def test_a_piece_whose_process_was_ended_by_somebody_else_is_tried_again(tmp_path: Path) -> None:
    assert list(run_in_order(die_once, [(number, str(tmp_path)) for number in range(4)], count=2)) == [0, 1, 2, 3]


def test_only_the_first_process_hears_an_interrupt() -> None:
    before = signal.getsignal(signal.SIGINT)
    assert list(run_in_order(how_it_hears_an_interrupt, [(), ()], count=2)) == [True, True]
    assert signal.getsignal(signal.SIGINT) is before
