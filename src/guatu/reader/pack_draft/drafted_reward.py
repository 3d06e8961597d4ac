"""An incentive on its way to a rule (奖补草案): its tests and its amount, before they are written as an entry."""

from dataclasses import dataclass

from guatu.reader.draft import ReadIncentive
from guatu.reader.pack_draft.reward_amounts import AmountDraft
from guatu.reader.pack_draft.reward_conditions import Test


@dataclass(frozen=True, slots=True)
class DraftedReward:
    """An incentive on its way to a rule. `base_id` is the rule that it is an exception to."""

    incentive: ReadIncentive
    id: str
    name: str
    table: str
    tests: tuple[Test, ...]
    amount: AmountDraft
    also_in: tuple[str, ...] = ()
    base_id: str | None = None

    @property
    def test_texts(self) -> frozenset[str]:
        """Its tests, whatever they are called."""
        return frozenset(test.test for test in self.tests)
