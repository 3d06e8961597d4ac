"""Seal a backup with a passphrase (加密备份): AES-256-GCM in chunks, the key made from the passphrase by scrypt."""

import os
import struct
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from guatu.domain import InvalidValue

_MARK = b"guatu-sealed-1\n"
_CHUNK = 1 << 20
_SALT_BYTES, _PREFIX_BYTES = 16, 8
# Cost of making the key: about a tenth of a second and 64 MiB, as RFC 7914 proposes for files.
_COST, _BLOCK, _LANES = 1 << 16, 8, 1


def is_sealed(path: Path) -> bool:
    """Tell whether a file was sealed here."""
    with path.open("rb") as file:
        return file.read(len(_MARK)) == _MARK


def seal(plain: Path, sealed: Path, passphrase: str) -> None:
    """Write a sealed copy of a file. Each chunk carries its number and whether it is the last: none can go missing."""
    salt, prefix = os.urandom(_SALT_BYTES), os.urandom(_PREFIX_BYTES)
    cipher = AESGCM(_key(passphrase, salt))
    with plain.open("rb") as source, sealed.open("wb") as target:
        target.write(_MARK + salt + prefix)
        number, chunk = 0, source.read(_CHUNK)
        while True:
            following = source.read(_CHUNK)
            said = b"last" if not following else b"more"
            content = cipher.encrypt(prefix + struct.pack(">I", number), chunk, said)
            target.write(struct.pack(">I", len(content)) + content)
            if not following:
                return
            number, chunk = number + 1, following


def unseal(sealed: Path, plain: Path, passphrase: str) -> None:
    """Write the plain copy of a sealed file; a wrong passphrase or a damaged file raises InvalidValue."""
    with sealed.open("rb") as source, plain.open("wb") as target:
        if source.read(len(_MARK)) != _MARK:
            raise InvalidValue(f"{sealed.name} 不是加密的备份")
        salt, prefix = source.read(_SALT_BYTES), source.read(_PREFIX_BYTES)
        cipher, number = AESGCM(_key(passphrase, salt)), 0
        content = _next(source)
        while content is not None:
            following = _next(source)
            said = b"last" if following is None else b"more"
            try:
                target.write(cipher.decrypt(prefix + struct.pack(">I", number), content, said))
            except InvalidTag as error:
                raise InvalidValue(f"{sealed.name} 解不开：口令不对，或者文件损坏、不完整") from error
            number, content = number + 1, following


def _next(source: BinaryIO) -> bytes | None:
    head = source.read(4)
    if not head:
        return None
    size = struct.unpack(">I", head)[0] if len(head) == 4 else 0
    # A damaged length must not make us ask for gigabytes.
    return source.read(min(size, _CHUNK + 64))


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_COST, r=_BLOCK, p=_LANES).derive(passphrase.encode())
