"""The site's signature (签名): Ed25519, its key beside the secret in the workspace, readable by the owner alone."""

import base64
import os
from binascii import Error as NotBase64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings

from guatu.domain import InvalidValue

_KEY_FILE = "exchange.key"
_KEY_BYTES = 32


def public_key() -> str:
    """Return this site's public key as other sites write it down: 44 characters of base64."""
    return base64.b64encode(_own_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def sign(content: bytes) -> bytes:
    """Return this site's signature of some bytes."""
    return _own_key().sign(content)


def is_signed_by(key: str, signature: bytes, content: bytes) -> bool:
    """Tell whether a signature of some bytes was made with the private half of a public key."""
    try:
        known_key(key).verify(signature, content)
    except InvalidSignature:
        return False
    return True


def known_key(text: str) -> Ed25519PublicKey:
    """Return the public key that somebody wrote down; what is none raises InvalidValue."""
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text.strip(), validate=True))
    except (NotBase64, ValueError) as error:
        raise InvalidValue("这不是公钥；请从对方“数据交换”页原样复制 44 个字符") from error


def _own_key() -> Ed25519PrivateKey:
    """Return this site's private key, made the first time it is needed."""
    file = settings.WORKSPACE.path(_KEY_FILE)
    if not file.exists():
        made = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        aside = file.with_name(f".{_KEY_FILE}-{os.getpid()}")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
            target.write(made)
        try:
            os.link(aside, file)  # fails where another process was first: its key counts
        except FileExistsError:
            pass
        finally:
            aside.unlink()
    content = file.read_bytes()
    if len(content) != _KEY_BYTES:
        raise InvalidValue(f"{_KEY_FILE} 损坏；请从备份里恢复")
    return Ed25519PrivateKey.from_private_bytes(content)
