"""A call as the page takes it down."""

from tests.pages import post


def ring(client, who, **form):
    return post(
        client, who, "/llamadas/nueva/", **{"post": "HOU", "channel": "ciam_call", "do": "save"} | form
    )
