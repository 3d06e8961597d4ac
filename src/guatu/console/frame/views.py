"""Pages of the frame: mistakes in plain words, the sign that the site is alive, how a person likes the pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _told(request: HttpRequest, status: int, title: str, sentence: str, way_out: str) -> HttpResponse:
    told = {"title": title, "sentence": sentence, "way_out": way_out}
    return render(request, "frame/told.html", told, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell that a request cannot be understood."""
    return _told(request, 400, _("请求不对"), _("这个请求看不懂，没有办理。"), _("请返回上一页，重新填写后再提交。"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell that somebody may not do this."""
    return _told(
        request, 403, _("没有权限"), _("您的岗位不能看这一页或办这件事。"), _("需要的话，请安全管理员调整岗位。")
    )


def stale_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Tell that a form did not come from a page of this site that is still good (CSRF); `reason` goes to the log."""
    return _told(
        request,
        403,
        _("页面已经过期"),
        _("这一页打开得太久，或者浏览器没有保存 Cookie，刚才的操作没有办理。"),
        _("请返回上一页，刷新后再办；要填的内容请先复制出来。"),
    )


def too_large(request: HttpRequest, megabytes: int) -> HttpResponse:
    """Tell that a request carries more than is taken."""
    return _told(
        request,
        413,
        _("文件太大"),
        _("一次上传的文件不能超过 %(most)d MB，没有接收。") % {"most": megabytes},
        _("请删去与填报无关的工作表和图片，或者分几次上传；历史数据也可以请系统管理员放进工作区的文件夹。"),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell that there is no such page."""
    return _told(request, 404, _("没有这一页"), _("地址写错了，或者这一项已经不在了。"), _("请从左边的菜单进入。"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Tell that something broke, without saying how; the log says it."""
    return _told(
        request,
        500,
        _("出了故障"),
        _("系统出了故障，这一步没有办成；已经保存的都还在。"),
        _("请过一会儿再试；还不行，请把时间和所做的事告诉系统管理员。"),
    )


def alive(_request: HttpRequest) -> HttpResponse:
    """Answer a probe: the process runs. Touches no database, so that it also shows what a bare page costs."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


alive.allowed_acts = None  # type: ignore[attr-defined]  # open to all; the frame stands below people
