"""What every answer of the product has in common: a strict content policy, and refusals in plain words."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from gongkai.edges.components.refusals import refusal
from gongkai.kernel.errors import Conflict, Denied, GongkaiError, InvalidInput, NotFound

logger = logging.getLogger(__name__)

Handler = Callable[[HttpRequest], HttpResponse]

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

STATUS = {Denied: 403, NotFound: 404, Conflict: 409, InvalidInput: 422}


def content_security_policy(get_response: Handler) -> Handler:
    """Nothing from other hosts, nothing inline; a view may have set a stricter policy of its own."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return answer


class Refusals:
    """Turns what commands refuse into a page with the reason; a view that can say it better has done so."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, GongkaiError):
            status = next((code for kind, code in STATUS.items() if isinstance(exception, kind)), 400)
            return refusal(request, status=status, message=exception.message)
        if isinstance(exception, OperationalError | InterfaceError):
            logger.error("database unavailable: %s", exception)
            return refusal(
                request,
                status=503,
                message="数据库暂时无法连接，这一步没有生效，已保存的内容不受影响。"
                "请稍等片刻，用浏览器的“后退”回到刚才的页面（填写的内容仍在），再试一次。",
            )
        return None
