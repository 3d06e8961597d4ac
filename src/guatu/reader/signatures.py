"""Who signed a document and when (落款): bodies above a date, behind the notice or at the end of the text."""

import re
from dataclasses import dataclass
from itertools import pairwise

from guatu.reader.agencies import is_body
from guatu.reader.numerals import han_number
from guatu.reader.source import PlanText
from guatu.reader.titles import DAY, Stretch, magazine_month, paragraphs_of

_TRAILER = r"(?:（此[件文][^）\n]*）?|（联系[^）\n]*）?)?"
_SIGNED = re.compile(rf"(?P<bodies>[^。；：，、\n]{{0,90}}?)（?(?P<day>{DAY})）?{_TRAILER}")
_RUN_IN = re.compile(
    rf"(?<=[。；）〕”])(?P<bodies>[一-鿿（）]{{0,60}}?)(?P<day>{DAY})"
    rf"(?=（此[件文]|（联系|\n|$|附件|[一-鿿]{{2,60}}(?:方案|措施|意见|办法|计划))"
)
_LINE_DAY = r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}"
_SIGNED_LINE = re.compile(rf"(?:成文日期|发文日期|印发日期|签发日期|生成日期)：?(?P<day>{_LINE_DAY})")
_POSTED_LINE = re.compile(rf"(?:发布日期|发布时间|日期|时间|发表于)：?(?P<day>{_LINE_DAY})")
_BEHIND_TITLE = re.compile(rf"[^\n]{{6,200}}（(?P<day>{DAY})[^（）\n]{{0,12}}）(?=\n|$)")
_ISSUING_LINE = re.compile(
    r"(?:发文机关|发布单位|发文机构|发布机构|发文单位|制定机关|印发机关)：(?P<bodies>[^\n：]{4,60}?)(?=\n|$|[一-鿿]{2,5}：)"
)
_TITLE_BODIES = re.compile(r"(?P<bodies>[^《》。，0-9]{4,90}?)(?:等[^关]{1,6}部门)?(?:关于|印发|转发|发布)")
# Where one body's name ends and the next begins, when the space between them was lost.
_BODY_SEAM = re.compile(r"(?<=[厅府委局院会部署行室])(?<!总局)(?=中共|中国|国家|共青团)")
_PLACE_NAME = re.compile(r"(?:中共)?([一-鿿]{1,8}?[省市县区州旗盟])")
_TAIL_BODY = re.compile(r"(?<=[。）〕])[一-鿿（）]{4,40}$")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Signature:
    """Signing bodies, perhaps none, and the stretch of the printed day beneath them."""

    bodies: tuple[Stretch, ...]
    day: Stretch


def find_signature(plan: PlanText, end: int) -> Signature | None:
    """Return the signature of the notice in the head that ends at `end`, else the last one of the text."""
    signatures = _signatures(plan)
    in_head = [one for one in signatures if one.day.start < end]
    signed = [one for one in in_head if one.bodies] or [one for one in reversed(signatures) if one.bodies]
    return next(iter(signed or in_head or signatures[-1:]), None)


def find_issuers(
    plan: PlanText, end: int, *, title: Stretch | None, signature: Signature | None
) -> tuple[Stretch, ...]:
    """Return the signing bodies under their full names; without a signature those of the title or of the letterhead."""
    titled = _title_bodies(plan, title)
    if signature and signature.bodies:
        return tuple(_full_name(body, titled) for body in signature.bodies)
    if titled:
        return titled
    if match := _ISSUING_LINE.search(plan.clean, 0, end):
        return split_bodies(plan, match.start("bodies"), match.end("bodies"))
    return _letterhead(plan, end, title)


def find_issue_day(
    plan: PlanText, end: int, *, title: Stretch | None, signature: Signature | None
) -> tuple[str | None, Stretch | None]:
    """Return the date of signature as `YYYY-MM-DD` and its place; else the date behind the title or of the page."""
    if signature:
        return read_printed_day(signature.day.words), signature.day
    first = title.start if title else 0
    found = [pattern.search(plan.clean, 0, end) for pattern in (_SIGNED_LINE,)]
    found.append(_BEHIND_TITLE.search(plan.clean, max(0, first - 12), end))
    found.append(_POSTED_LINE.search(plan.clean, 0, end))
    for match in found:
        if match and (day := read_printed_day(match["day"])):
            return day, Stretch(match["day"], match.start("day"), match.end("day"))
    return magazine_month(plan, end), None


def read_printed_day(words: str) -> str | None:
    """Return a date as it is printed, even one that no calendar has; 二〇二三年五月八日 too.

    >>> read_printed_day("二〇二三年五月十日"), read_printed_day("2023/5/8")
    ('2023-05-10', '2023-05-08')
    """
    parts = re.match(r"(.{4})[-/.年](.{1,2}?)[-/.月](.{1,3}?)(?:日|$)", words)
    if not parts:
        return None
    year = parts[1].translate(_HAN_DIGITS)
    month, day = (han_number(part) for part in parts.groups()[1:])
    return f"{year}-{month:02d}-{day:02d}"


def split_bodies(plan: PlanText, start: int, end: int) -> tuple[Stretch, ...]:
    """Return the bodies that stand side by side, told apart by the printed blank or by how names begin.

    甲县商务局甲县财政局 are two: the second begins with the place of the first.
    """
    words = plan.clean[start:end]
    seams = {match.start() for match in _BODY_SEAM.finditer(words)}
    seams |= {one for one in range(1, len(words)) if plan.offsets[start + one] - plan.offsets[start + one - 1] > 1}
    seams |= {one for one, sign in enumerate(words) if sign in "、 "}
    if place := _PLACE_NAME.match(words):
        seams |= {match.start() for match in re.finditer(place[1], words)}
    cuts = [0]
    for seam in sorted(seams):
        if is_body(words[cuts[-1] : seam].strip("、 ")) and is_body(words[seam:].strip("、 ")):
            cuts.append(seam)
    return tuple(
        Stretch(words[first:last].strip("、 "), start + first, start + last)
        for first, last in pairwise([*cuts, len(words)])
    )


def _signatures(plan: PlanText) -> list[Signature]:
    found = []
    paragraphs = paragraphs_of(plan.clean, 0, len(plan.clean))
    for number, line in enumerate(paragraphs):
        if (match := _SIGNED.fullmatch(line.words)) and (not match["bodies"] or is_body(match["bodies"])):
            day = Stretch(match["day"], line.start + match.start("day"), line.start + match.end("day"))
            if match["bodies"]:
                bodies = split_bodies(plan, line.start, line.start + len(match["bodies"]))
            else:
                bodies = _bodies_above(plan, paragraphs[:number])
            found.append(Signature(bodies, day))
            continue
        for match in _RUN_IN.finditer(line.words):
            if not match["bodies"] or is_body(match["bodies"]):
                first = line.start + match.start()
                bodies = split_bodies(plan, first, first + len(match["bodies"])) if match["bodies"] else ()
                day = Stretch(match["day"], line.start + match.start("day"), line.start + match.end("day"))
                found.append(Signature(bodies, day))
    return found


def _bodies_above(plan: PlanText, lines: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """Return the bodies in the lines above a date, and one that a lost break left behind the last sentence."""
    bodies: tuple[Stretch, ...] = ()
    for line in reversed(lines):
        if is_body(line.words) and not re.search(r"[，。；：《]|^\d|（略）", line.words):
            bodies = (*split_bodies(plan, line.start, line.end), *bodies)
            continue
        tail = _TAIL_BODY.search(line.words)
        if not bodies and tail and is_body(tail.group()):
            return split_bodies(plan, line.start + tail.start(), line.end)
        break
    return bodies


def _title_bodies(plan: PlanText, title: Stretch | None) -> tuple[Stretch, ...]:
    match = _TITLE_BODIES.match(title.words) if title else None
    if title is None or match is None or not is_body(match["bodies"]):
        return ()
    end = title.start + len(match["bodies"])
    if plan.clean[title.start : end] != match["bodies"]:
        return (Stretch(match["bodies"], title.start, title.end),)
    return split_bodies(plan, title.start, end)


def _full_name(body: Stretch, titled: tuple[Stretch, ...]) -> Stretch:
    """Return the title's name of a body where the signature is a shortening of it."""
    return next((one for one in titled if len(one.words) > len(body.words) and _shortens(body.words, one.words)), body)


def _shortens(short: str, long: str) -> bool:
    signs = iter(long)
    return all(sign in signs for sign in short)


def _letterhead(plan: PlanText, end: int, title: Stretch | None) -> tuple[Stretch, ...]:
    """Return a body that stands alone above the title, or directly behind a title without a break."""
    if title is None:
        return ()
    lines = [line for line in paragraphs_of(plan.clean, 0, min(end, title.start)) if is_body(line.words)]
    if lines:
        return (lines[-1],)
    behind = re.match(
        r"[一-鿿]{4,20}?(?:管委会|人民政府|委员会|局|厅)(?=[^，。]{0,8}[一-鿿])", plan.clean[title.end : title.end + 40]
    )
    return (Stretch(behind.group(), title.end, title.end + behind.end()),) if behind else ()
