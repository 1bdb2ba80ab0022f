"""The page that says no. It needs neither database nor session, so it can also say that these are gone."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

TITLES = {
    400: "请求有误",
    403: "没有权限",
    404: "没有找到",
    409: "情况有变",
    413: "文件过大",
    422: "内容需要修改",
    500: "系统出错",
    503: "暂时无法服务",
}


def refusal(request: HttpRequest, *, status: int, message: str) -> HttpResponse:
    """A whole page with the reason, or for htmx only the message, to be shown in place."""
    partial = request.headers.get("HX-Request") == "true"
    template = "components/refusals/message.html" if partial else "components/refusals/page.html"
    inside = request.path.startswith("/workbench/")
    context = {
        "title": TITLES.get(status, "无法完成"),
        "message": message,
        "status": status,
        "home": "/workbench/" if inside else "/",
    }
    response = HttpResponse(render_to_string(template, context), status=status)
    response.headers["Cache-Control"] = "no-store"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "30"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or was sent from elsewhere."""
    return refusal(
        request,
        status=403,
        message="页面已过期或请求来源不明，这一步没有生效。请后退刷新页面后重新提交；填写的内容可先复制保存。",
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that could not even be read: above all a form with more in it than is taken at once."""
    if isinstance(exception, RequestDataTooBig):
        megabytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
        return refusal(
            request,
            status=413,
            message=f"一次提交的文字超过 {megabytes} MB，没有保存。请后退回到刚才的页面（填写的内容仍在），"
            "把大段表格和图片改为附件后再提交。",
        )
    return refusal(
        request, status=400, message="请求不完整或者网址有误，这一步没有生效。请返回首页重新进入。"
    )
