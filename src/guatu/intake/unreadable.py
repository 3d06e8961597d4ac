"""A cell that cannot be read, on its way from the reader of cells to the log of findings."""

from guatu.domain import FindingCode, InvalidValue


class Unreadable(InvalidValue):
    """What is wrong with a cell: the code, the sentence and the way out; its place is added where the cell is known."""

    def __init__(self, code: FindingCode, sentence: str, way_out: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.way_out = way_out
