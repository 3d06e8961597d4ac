"""The files of a draft pack (政策包草案), in the order in which a person would read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from guatu.reader.draft import Draft
from guatu.reader.matching import Matches
from guatu.reader.pack_draft.agency_entries import agency_entries
from guatu.reader.pack_draft.document_entries import local_place_entry, manifest_entry, source_of
from guatu.reader.pack_draft.duty_entries import duty_entries
from guatu.reader.pack_draft.indicator_entries import indicator_entries
from guatu.reader.pack_draft.plain import Writable
from guatu.reader.pack_draft.reward_entries import draft_rewards
from guatu.reader.pack_draft.target_entries import target_entries
from guatu.reader.pack_draft.task_entries import task_entries
from guatu.reader.source import read_source

_READ = "由程序从文件读出的草案，请对照原文核对；每条后面的“原文”就是它的出处。"


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack: its name in the folder, its content as plain values, and a comment to stand on top."""

    name: str
    plain: Writable
    heading: str = ""


def draft_pack(
    draft: Draft, matches: Matches, *, pack_id: str, name_of_file: str, extends: Sequence[str] = ()
) -> tuple[PackFile, ...]:
    """Return the files of a pack that says what the draft says; `extends` are the packs it was matched with.

    Open questions become rulings without an answer; a file without entries is left out.
    """
    plan = read_source(draft.text)
    manifest = manifest_entry(draft, matches, plan, pack_id=pack_id, name_of_file=name_of_file, extends=tuple(extends))
    place = local_place_entry(matches)
    rewards = draft_rewards(draft, matches, source_of(draft, name_of_file), plan)
    lists: tuple[tuple[str, Sequence[Mapping[str, Writable]], str], ...] = (
        ("places.yaml", [] if place is None else [place], "没有登记的地区，代码是临时的，请改成正式的代码。"),
        ("agencies.yaml", agency_entries(matches), "文件里出现、已有政策包没有的单位。"),
        ("indicators.yaml", indicator_entries(matches), "已有政策包没有的指标；单位和口径按原文推得，请核对。"),
        ("targets.yaml", target_entries(draft, matches), _READ),
        ("tasks.yaml", task_entries(draft, matches, plan), _READ),
        ("duties.yaml", duty_entries(draft, matches), _READ),
        ("columns.yaml", rewards.columns, "奖补条款用到、名册里还没有的列。“是否”的列由经办人按名单填写。"),
        *((name, entries, _READ) for name, entries in rewards.files),
        ("groups.yaml", rewards.groups, "几条奖补合起来的限制。"),
        ("rulings.yaml", rewards.rulings, "原文没有说清的问题；答复以前，有关奖补的结果是“不知道”。"),
    )
    files = (PackFile(name, list(entries), heading) for name, entries, heading in lists if entries)
    return tuple(chain((PackFile("pack.yaml", manifest),), files))
