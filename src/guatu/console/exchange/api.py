"""The API (接口): what another system may ask and hand in with a token; described at /api/openapi.json.

A token never reaches further than its account: the places of the account's posts, and the acts that the scopes name.
"""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import NinjaAPI, Query, Schema
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.exchange.api_values import (
    FormOut,
    FormsAsked,
    ObservationOut,
    ObservationsAsked,
    Receipt,
    RunOut,
    RunsAsked,
    SubmissionIn,
    Told,
)
from guatu.console.exchange.models import ApiToken
from guatu.console.exchange.observation_lists import Wanted, accepted_rows, csv_lines, sdmx_lines
from guatu.console.exchange.submissions import form_out, receipt_out, take_submission
from guatu.console.exchange.tokens import token_of
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.runs import run_folder
from guatu.console.people.access import Act, may, places_for
from guatu.console.reporting.models import Filing
from guatu.console.reporting.steps import Overtaken
from guatu.desk import LEDGER_NAMES, ledger_lines, write_observations
from guatu.domain import GuatuError, InvalidValue, Period

_MOST_ROWS = 5000  # of an answer in JSON; files have no limit


class TokenAuth(HttpBearer):
    """Lets a request in by the token of its `Authorization: Bearer` header."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Return the token where it is good; the request then acts in the name of the token's account."""
        found = token_of(token)
        if found is not None:
            request.user = found.account
        return found


api = NinjaAPI(
    title="guatu API",
    version="1",
    description="报送数据，读取已通过的数和六本账。数用指标的计量单位，增速为小数（15% 写 0.15），缺的不写，不写零。",
    auth=TokenAuth(),
    docs_url=None,
    urls_namespace="api",
)


@api.exception_handler(GuatuError)
def told(request: HttpRequest, error: GuatuError) -> HttpResponse:
    """Answer a step that cannot be taken: 409 where somebody was quicker, else 422."""
    status = 409 if isinstance(error, Overtaken) else 422
    return api.create_response(request, {"sentence": str(error), "way_out": ""}, status=status)


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a request whose form is wrong with the first place where it is."""
    first: dict[str, Any] = error.errors[0] if error.errors else {}  # Any: as ninja hands it out
    where = ".".join(str(part) for part in first.get("loc", ())[1:])
    said = {
        "sentence": f"请求写得不对：{where} {first.get('msg', '')}".strip(),
        "way_out": "对照 /api/openapi.json 改正。",
    }
    return api.create_response(request, said, status=422)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer a body that is no JSON."""
    said = {"sentence": "请求的正文不是 JSON", "way_out": "对照 /api/openapi.json 改正。"}
    return api.create_response(request, said, status=error.status_code)


@api.exception_handler(PermissionDenied)
def denied(request: HttpRequest, _error: PermissionDenied) -> HttpResponse:
    """Answer a request that its token or account may not make."""
    said = {"sentence": "这个令牌不能办这件事", "way_out": "请安全管理员核对令牌的用途和账号的岗位。"}
    return api.create_response(request, said, status=403)


@api.exception_handler(Http404)
def missing(request: HttpRequest, _error: Http404) -> HttpResponse:
    """Answer a request for what is not there, or not for this account."""
    return api.create_response(request, {"sentence": "没有这一项", "way_out": "核对编号和地区。"}, status=404)


_TOLD = {401: dict[str, str], 403: Told, 422: Told}


@api.get("/v1/forms", response={200: list[FormOut], **_TOLD}, summary="应报的报表和要填的指标")
def forms(request: HttpRequest, asked: Query[FormsAsked]) -> list[FormOut]:
    """List the forms that the account's places owe."""
    places = _places(request, "submit", Act.FILL)
    _demand_known(request, asked)
    found = Filing.objects.select_related("round").filter(place__in=places)
    if asked.month:
        found = found.filter(round__period_last=_first_day(asked.month))
    if asked.place:
        found = found.filter(place=asked.place)
    return [form_out(one) for one in found.order_by("-round__period_last", "round__form", "place")[:_MOST_ROWS]]


@api.post(
    "/v1/filings/{filing}",
    response={200: Receipt, 400: Told, 404: Told, 409: Told, **_TOLD},
    summary="填报：暂存或提交一份报表",
)
def submit(request: HttpRequest, filing: int, body: SubmissionIn) -> Receipt:
    """Hand in figures; where a check stops them they are kept as a draft and the hits say what is missing."""
    places = _places(request, "submit", Act.FILL)
    found = Filing.objects.select_related("round").filter(pk=_key(filing), place__in=places).first()
    if found is None:
        raise Http404
    return receipt_out(take_submission(found, body, by=_account(request), actor=_actor(request)))


@api.get("/v1/observations", response={200: list[ObservationOut], **_TOLD}, summary="已通过的数")
def observations(request: HttpRequest, asked: Query[ObservationsAsked]) -> list[ObservationOut]:
    """List the figures that count, at most 5,000; a file of /v1/observations.csv has no limit."""
    rows = accepted_rows(_wanted(request, asked))
    return [ObservationOut.from_orm(row) for row in islice(rows, _MOST_ROWS)]


@api.get("/v1/observations.{form}", response={404: Told, **_TOLD}, summary="已通过的数，CSV、SDMX-CSV 或 Parquet 文件")
def observation_file(
    request: HttpRequest, form: str, asked: Query[ObservationsAsked]
) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """Hand out the figures that count as a file: `csv`, `sdmx` (SDMX-CSV) or `parquet`."""
    wanted = _wanted(request, asked)
    writers: dict[str, Callable[[], Iterator[str]]] = {
        "csv": lambda: csv_lines(accepted_rows(wanted)),
        "sdmx": lambda: sdmx_lines(accepted_rows(wanted)),
    }
    if form not in (*writers, "parquet"):
        raise Http404
    record(_actor(request), "api.observations", f"已通过的数（{form}）", kind=Kind.EXPORT)
    if form == "parquet":
        return _parquet(wanted)
    kind = "text/csv" if form == "csv" else "application/vnd.sdmx.data+csv;version=1.0.0"
    return StreamingHttpResponse(writers[form](), content_type=f"{kind}; charset=utf-8")


@api.get("/v1/runs", response={200: list[RunOut], **_TOLD}, summary="各月的运行")
def runs(request: HttpRequest, asked: Query[RunsAsked]) -> list[RunOut]:
    """List the runs that are done, the newest first."""
    _demand(request, "read_ledgers", Act.SEE_LEDGERS)
    _demand_known(request, asked)
    found = MonthRun.objects.filter(state=MonthRun.State.DONE)
    if asked.month:
        found = found.filter(month=_first_day(asked.month))
    return [_run_out(one) for one in found.order_by("-id")[:_MOST_ROWS]]


@api.get("/v1/runs/{run}/ledgers/{ledger}.{form}", response={404: Told, **_TOLD}, summary="一本账，CSV 或 Parquet 文件")
def ledger_file(request: HttpRequest, run: int, ledger: str, form: str) -> HttpResponse | FileResponse:
    """Hand out one of the tables of a run."""
    _demand(request, "read_ledgers", Act.SEE_LEDGERS)
    found = MonthRun.objects.filter(pk=_key(run), state=MonthRun.State.DONE).first()
    if found is None or ledger not in LEDGER_NAMES or form not in ("csv", "parquet"):
        raise Http404
    folder = run_folder(found)
    record(_actor(request), "api.ledger", f"{found.month:%Y-%m} {ledger}（{form}）", kind=Kind.EXPORT)
    if form == "parquet":
        path = folder / "tables" / f"{ledger}.parquet"
        return FileResponse(path.open("rb"), content_type="application/vnd.apache.parquet", filename=path.name)
    return HttpResponse("".join(ledger_lines(folder, ledger)), content_type="text/csv; charset=utf-8")


def _demand(request: HttpRequest, scope: str, act: Act) -> None:
    if scope not in _token(request).scopes or not may(request.user, act):
        raise PermissionDenied


def _demand_known(request: HttpRequest, asked: Schema) -> None:
    """Refuse a filter whose name is not known: a slip of the pen would otherwise ask for everything."""
    if unknown := sorted(set(request.GET) - type(asked).model_fields.keys()):
        raise InvalidValue(f"不认识的查询条件：{'、'.join(unknown)[:200]}；可用的见 /api/openapi.json")


def _places(request: HttpRequest, scope: str, act: Act) -> frozenset[str]:
    _demand(request, scope, act)
    return places_for(request.user, act)


def _wanted(request: HttpRequest, asked: ObservationsAsked) -> Wanted:
    places = _places(request, "read_observations", Act.SEE_LEDGERS)
    _demand_known(request, asked)
    return Wanted(
        places & {asked.place} if asked.place else places,
        _first_day(asked.first) if asked.first else None,
        _first_day(asked.last) if asked.last else None,
        frozenset({asked.indicator}) if asked.indicator else frozenset(),
        asked.status or "",
    )


def _parquet(wanted: Wanted) -> FileResponse:
    folder = settings.WORKSPACE.path("packages")
    # The file has no name once it is open: nothing is left behind, whatever becomes of the answer.
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as aside:
        path = Path(aside) / "observations.parquet"
        write_observations(path, accepted_rows(wanted))
        file = path.open("rb")
    return FileResponse(file, content_type="application/vnd.apache.parquet", filename="observations.parquet")


def _run_out(run: MonthRun) -> RunOut:
    return RunOut(
        run=run.pk,
        month=run.month,
        track=run.track,
        state=run.state,
        done_at=run.done_at,
        lights=run.lights,
        packs=run.packs,
        sha256=run.sha256,
    )


def _first_day(month: str) -> date:
    return Period.from_text(month).last


def _key(number: int) -> int:
    """Return a row's key; a number that no database has is no row."""
    if not 0 < number < 1 << 62:
        raise Http404
    return number


def _token(request: HttpRequest) -> ApiToken:
    token: ApiToken = request.auth  # type: ignore[attr-defined]  # ninja puts there what TokenAuth returned
    return token


def _account(request: HttpRequest) -> Any:  # Any: a User, which Django's stubs widen to AnonymousUser
    return _token(request).account


def _actor(request: HttpRequest) -> Actor:
    token = _token(request)
    address = request.META.get("REMOTE_ADDR", "")
    return Actor(token.account.username, str(token.account), f"接口令牌 {token.name}"[:120], address)
