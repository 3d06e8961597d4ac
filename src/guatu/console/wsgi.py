"""The site as gunicorn serves it, made ready before its workers part: the first page is as quick as the next."""

import logging
import os

from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections
from django.urls import get_resolver

from guatu.domain import GuatuError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guatu.console.settings")
application = get_wsgi_application()

from guatu.console.plans.active import active_packs  # noqa: E402  # models need Django's settings


def _make_ready() -> None:
    """Read in the views and the packs in use; no connection may be open when the process parts."""
    get_resolver().url_patterns  # noqa: B018  # asking for them imports every view
    try:
        active_packs()
    except (GuatuError, DatabaseError) as error:  # a site that has chosen none yet says so on its pages
        logging.getLogger("guatu.serve").info("%s", error)
    finally:
        connections.close_all()


_make_ready()
