"""To whom a notice speaks (主送机关): the line of bodies under its title that ends in a colon, 各镇，县直各部门：.

They are who is meant where a notice asks for a report and names nobody: 请于6月底前报县商务局.
"""

import re

from guatu.reader.agencies import is_named, split_names
from guatu.reader.sentences import Sentence
from guatu.reader.source import PlanText

# The break between the title and this line may be lost.
_LINE = re.compile(
    r"(?:(?<![^\n])|(?<=通知)|(?<=意见)|(?<=号))(?P<bodies>(?:(?!关于|印发)[^。；：《》\n]){3,240})：(?=\n)"
)
_LONGEST_HEAD = 2000


def find_addressees(plan: PlanText, sentences: tuple[Sentence, ...]) -> str | None:
    """Return the bodies that a notice is sent to, as printed; None where no line in the head names them."""
    first_clause = next((one.clause.start for one in sentences if one.clause.path.rpartition("#")[2]), _LONGEST_HEAD)
    for line in _LINE.finditer(plan.clean, 0, min(first_clause, _LONGEST_HEAD)):
        names = split_names(line["bodies"])
        if names and all(map(is_named, names)) and any(name[0] in "各有" or "各" in name for name in names):
            return line["bodies"]
    return None
