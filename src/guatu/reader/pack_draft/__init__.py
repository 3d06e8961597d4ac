"""A read draft as the files of a pack (政策包草案): each file says the plan's words over again, with its clause."""

from guatu.reader.pack_draft.pack_files import PackFile, draft_pack

__all__ = ["PackFile", "draft_pack"]
