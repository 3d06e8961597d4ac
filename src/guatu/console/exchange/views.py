"""Pages of the exchange (数据交换): tokens, webhooks, packages out and in, the sites we trust."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.exchange.forms import HookForm, MonthsForm, PackageForm, PeerForm, TokenForm
from guatu.console.exchange.hooks import end_hook, make_hook
from guatu.console.exchange.models import ApiToken, Delivery, Package, Peer, Webhook
from guatu.console.exchange.observation_lists import Wanted
from guatu.console.exchange.packages import make_package, receipt_of, take_package, take_receipt
from guatu.console.exchange.signing import public_key
from guatu.console.exchange.tokens import end_token, make_token
from guatu.console.frame.attachments import attachment
from guatu.console.frame.clock import now, today
from guatu.console.frame.months import month_in
from guatu.console.people.access import Act, allow, places_for
from guatu.console.people.person import person_of
from guatu.domain import GuatuError

_SHOWN = 50


@allow(Act.MANAGE_RIGHTS)
def tokens(request: HttpRequest) -> HttpResponse:
    """List the tokens; make one and show its text this once."""
    form = TokenForm(request.POST or None, initial={"valid_to": today() + timedelta(days=180)})
    made = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = make_token(
                said["name"],
                said["account"],
                said["scopes"],
                said["valid_to"],
                by=person_of(request),
                actor=actor_of(request),
            )
        except GuatuError as error:
            form.add_error(None, str(error))
        else:
            form = TokenForm(initial={"valid_to": today() + timedelta(days=180)})
    found = ApiToken.objects.select_related("account", "made_by")
    return render(request, "exchange/tokens.html", {"form": form, "made": made, "tokens": found, "today": today()})


@allow(Act.MANAGE_RIGHTS)
@require_POST
def token_end(request: HttpRequest, key: int) -> HttpResponse:
    """End a token."""
    token = get_object_or_404(ApiToken, pk=key)
    end_token(token, actor=actor_of(request))
    messages.success(request, _("令牌已停用，从现在起不能再用。"))
    return redirect("tokens")


@allow(Act.MANAGE_RIGHTS)
def webhooks(request: HttpRequest) -> HttpResponse:
    """List the webhooks and what was sent; make one and show its secret this once."""
    form = HookForm(request.POST or None)
    made = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = make_hook(
                said["name"], said["address"], said["events"], by=person_of(request), actor=actor_of(request)
            )
        except GuatuError as error:
            form.add_error(None, str(error))
        else:
            form = HookForm()
    shown = {
        "form": form,
        "made": made,
        "hooks": Webhook.objects.all(),
        "deliveries": Delivery.objects.select_related("hook")[:_SHOWN],
    }
    return render(request, "exchange/webhooks.html", shown)


@allow(Act.MANAGE_RIGHTS)
@require_POST
def webhook_end(request: HttpRequest, key: int) -> HttpResponse:
    """End a webhook."""
    end_hook(get_object_or_404(Webhook, pk=key), actor=actor_of(request))
    messages.success(request, _("已停止推送。"))
    return redirect("webhooks")


@allow(Act.EXCHANGE)
def packages(request: HttpRequest) -> HttpResponse:
    """List the packages that went out and came in, the sites we trust, and this site's own key."""
    last = today().replace(day=1) - timedelta(days=1)
    shown = {
        "packages": Package.objects.select_related("by")[:_SHOWN],
        "peers": Peer.objects.all(),
        "months": MonthsForm(initial={"first": last.strftime("%Y-%m"), "last": last.strftime("%Y-%m")}),
        "package_form": PackageForm(),
        "peer_form": PeerForm(),
        "public_key": public_key(),
    }
    return render(request, "exchange/packages.html", shown)


@allow(Act.EXCHANGE)
@require_POST
def package_make(request: HttpRequest) -> HttpResponse:
    """Write a package of the months asked for."""
    form = MonthsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请按 2024-09 的样子写起止月份，并写明给谁。"))
        return redirect("packages")
    said = form.cleaned_data
    wanted = Wanted(places_for(request.user, Act.EXCHANGE), month_in(said["first"]), month_in(said["last"]))
    try:
        package = make_package(wanted, to=said["to"], by=person_of(request), actor=actor_of(request))
    except GuatuError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("已导出 %(rows)s 个数，请在列表里下载，连同文件交给对方。") % {"rows": package.counts["rows"]}
        )
    return redirect("packages")


@allow(Act.EXCHANGE)
@require_POST
def package_take(request: HttpRequest) -> HttpResponse:
    """Take a package or a receipt in; what is wrong is told in a sentence and nothing is taken."""
    form = PackageForm(request.POST, request.FILES)
    if not form.is_valid():
        for sentence in form.errors.get("file", [_("请选择对方给的文件。")]):
            messages.error(request, str(sentence))
        return redirect("packages")
    content = form.cleaned_data["file"].read()
    actor = actor_of(request)
    try:
        if content.lstrip()[:1] == b"{":
            package = take_receipt(content, actor=actor)
            messages.success(request, _("已收到回执，交换包 %(number)s 对方已导入。") % {"number": package.number[:8]})
        else:
            places = places_for(request.user, Act.EXCHANGE)
            package, is_new = take_package(content, places=places, by=person_of(request), actor=actor)
            told = _("已导入 %(taken)s 个数，%(known)s 个本来就有。") if is_new else _("这个包以前导入过，没有再导。")
            messages.success(request, told % package.counts if is_new else told)
    except GuatuError as error:
        with transaction.atomic():
            record(actor, "package.refuse", str(error)[:200], kind=Kind.CHANGE, was_done=False)
        messages.error(request, str(error))
    return redirect("packages")


@allow(Act.EXCHANGE)
def package_file(request: HttpRequest, key: int) -> FileResponse:
    """Hand out a package as a file."""
    package = get_object_or_404(Package, pk=key, way=Package.Way.OUT)
    record(actor_of(request), "package.download", f"交换包 {package.number}", kind=Kind.EXPORT)
    path = settings.WORKSPACE.path("packages", package.path)
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"guatu-{package.number[:8]}.zip")


@allow(Act.EXCHANGE)
def package_receipt(request: HttpRequest, key: int) -> HttpResponse:
    """Hand out the signed receipt of a package that came in."""
    package = get_object_or_404(Package, pk=key, way=Package.Way.IN)
    record(actor_of(request), "package.receipt_out", f"交换包 {package.number}", kind=Kind.EXPORT)
    return attachment(receipt_of(package), f"guatu-receipt-{package.number[:8]}.json")


@allow(Act.EXCHANGE)
@require_POST
def peer_add(request: HttpRequest) -> HttpResponse:
    """Write down another site's key, or end the trust in it."""
    form = PeerForm(request.POST)
    if not form.is_valid():
        for sentences in form.errors.values():
            for sentence in sentences:
                messages.error(request, str(sentence))
        return redirect("packages")
    name, key = form.cleaned_data["name"], form.cleaned_data["public_key"]
    with transaction.atomic():
        said = {"public_key": key, "added_by": person_of(request), "added_at": now(), "is_trusted": True}
        Peer.objects.update_or_create(name=name, defaults=said)
        record(actor_of(request), "peer.trust", name, kind=Kind.RIGHTS, after={"public_key": key})
    messages.success(request, _("已登记为可信站点。"))
    return redirect("packages")


@allow(Act.EXCHANGE)
@require_POST
def peer_end(request: HttpRequest, key: int) -> HttpResponse:
    """End the trust in a site: its packages are refused from now on."""
    peer = get_object_or_404(Peer, pk=key)
    with transaction.atomic():
        if Peer.objects.filter(pk=peer.pk, is_trusted=True).update(is_trusted=False):
            record(actor_of(request), "peer.distrust", peer.name, kind=Kind.RIGHTS)
    messages.success(request, _("不再接收这个站点的交换包。"))
    return redirect("packages")
