"""Single sign-on (单点登录) by OpenID Connect, as [oidc] in site.toml says. No account is made silently.

The provider is asked for a code (state, nonce, PKCE); its signed identity token names the person. The account must be
here already: joined earlier by the token's subject, or of the user name that the token's claim gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from joserfc.errors import JoseError
from requests import RequestException

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.people.models import User
from guatu.domain import GuatuError, InvalidValue

_KEYS = frozenset({"issuer", "metadata_url", "client_id", "client_secret_file", "label", "claim"})
_WELL_KNOWN = "/.well-known/openid-configuration"
_CLAIM = "preferred_username"
# Signed by the provider's own key; a token signed with the shared secret, or not at all, is refused.
_SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_LEEWAY_SECONDS = 60
_TIMEOUT_SECONDS = 10


class SignOnFailed(GuatuError):
    """A single sign-on that came to nothing; `str(error)` says why and what to do. `detail` is for the trail alone."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.detail = detail


@dataclass(frozen=True)
class Provider:
    """The identity provider (统一身份认证) of a site."""

    issuer: str
    metadata_url: str
    client_id: str
    client_secret: str
    label: str
    claim: str


def provider_of_site() -> Provider | None:
    """Return the provider that site.toml names, or None; one that is named by halves raises InvalidValue."""
    section = settings.WORKSPACE.section("oidc")
    if not section:
        return None
    if unknown := sorted(section.keys() - _KEYS):
        known = "、".join(sorted(_KEYS))
        raise InvalidValue(f"site.toml 的 [oidc] 里有不认识的设置：{'、'.join(unknown)}；可用的有：{known}")
    said = {key: str(section.get(key, "")) for key in _KEYS}
    if not said["client_id"] or not (said["issuer"] or said["metadata_url"]):
        raise InvalidValue("site.toml 的 [oidc] 要写 client_id，以及 issuer 或 metadata_url")
    return Provider(
        said["issuer"],
        said["metadata_url"] or said["issuer"].rstrip("/") + _WELL_KNOWN,
        said["client_id"],
        _secret(said["client_secret_file"]),
        said["label"],
        said["claim"] or _CLAIM,
    )


def begin(request: HttpRequest, provider: Provider, return_address: str) -> HttpResponseBase:
    """Send a person to the provider; raises SignOnFailed where it does not answer."""
    client = _client(provider)
    try:
        client.load_server_metadata()
        answer: HttpResponseBase = client.authorize_redirect(request, return_address)
    except (RequestException, AuthlibBaseError, RuntimeError, ValueError) as error:
        raise SignOnFailed(_("统一身份认证没有应答。请稍后再试，或用账号和口令登录。"), repr(error)) from error
    return answer


def finish(request: HttpRequest, provider: Provider) -> User:
    """Return the account of the person the provider sent back; raises SignOnFailed with what to do instead."""
    client = _client(provider)
    try:
        metadata = client.load_server_metadata()
        allowed = [one for one in metadata.get("id_token_signing_alg_values_supported", ()) if one in _SIGNED_BY]
        metadata["id_token_signing_alg_values_supported"] = allowed or ["RS256"]
        issuer = provider.issuer or str(metadata.get("issuer", ""))
        wanted = {"iss": {"essential": True, "values": [issuer]}, "aud": {"essential": True}}
        token = client.authorize_access_token(request, claims_options=wanted, leeway=_LEEWAY_SECONDS)
    except (RequestException, AuthlibBaseError, JoseError, RuntimeError, ValueError, KeyError, TypeError) as error:
        raise SignOnFailed(
            _("统一身份认证的回执不对或已过期，没有登录。请回到登录页重新进入；还不行，请告诉系统管理员。"), repr(error)
        ) from error
    claims = token.get("userinfo")
    if not claims:
        raise SignOnFailed(_("统一身份认证没有给出身份，没有登录。请告诉系统管理员。"), "no id_token")
    return account_of(claims, provider.claim)


@transaction.atomic
def account_of(claims: Mapping[str, object], claim: str) -> User:
    """Return the account that claims name; the first time it is joined to the provider's subject, and written down.

    An account that was joined is found by its subject alone: a name that the provider gives to somebody else later
    does not open it.
    """
    subject, name = str(claims.get("sub", ""))[:200], str(claims.get(claim, "")).strip()
    user = User.objects.filter(oidc_subject=subject).order_by("pk").first() if subject else None
    if user is None and subject and name:
        user = User.objects.select_for_update().filter(username=name, oidc_subject="").first()
        if user is not None and user.is_active:
            _join(user, subject)
    if user is None or not user.is_active:
        told = name or subject
        raise SignOnFailed(
            _("认证通过，但本系统没有可用的账号“%(name)s”。请系统管理员建立或启用账号后再登录。") % {"name": told}, told
        )
    return user


def _join(user: User, subject: str) -> None:
    """Join an account to a subject; a one-time password that nobody took up is void from then on."""
    user.oidc_subject = subject
    if user.must_change_password:
        user.must_change_password = False
        user.set_unusable_password()
    user.save(update_fields=("oidc_subject", "must_change_password", "password"))
    actor = Actor(user.username, user.full_name)
    record(actor, "account.join", f"{user.full_name}（{user.username}）接入单点登录", kind=Kind.RIGHTS)


def _secret(file: str) -> str:
    """Return the client's secret from its file, beside site.toml where the path is not a whole one."""
    if not file:
        return ""
    path = settings.WORKSPACE.folder / Path(file)
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise InvalidValue(f"读不到 [oidc] 的 client_secret_file：{path}") from error


@lru_cache(maxsize=4)
def _client(provider: Provider) -> Any:  # Any: authlib ships no types
    return OAuth().register(
        "single_sign_on",
        client_id=provider.client_id,
        client_secret=provider.client_secret or None,
        server_metadata_url=provider.metadata_url,
        client_kwargs={
            "scope": "openid profile",
            "code_challenge_method": "S256",
            "default_timeout": _TIMEOUT_SECONDS,
            "token_endpoint_auth_method": "client_secret_basic" if provider.client_secret else "none",
        },
    )
