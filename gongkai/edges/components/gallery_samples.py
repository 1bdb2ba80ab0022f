"""What the gallery shows: every component in its states, with the fictional county's names."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.safestring import mark_safe

from gongkai.core.information.rules import (
    EditionDifference,
    FieldChange,
    FileChange,
    LineChange,
    RowChange,
    TableChange,
)
from gongkai.edges.components.differing import ChangedElement, marked
from gongkai.edges.components.edition_changes import changes
from gongkai.edges.components.gallery_figures import figures
from gongkai.edges.components.gallery_limits import legal_limits
from gongkai.edges.components.shapes import (
    AreaTile,
    Badge,
    BatchAction,
    Cell,
    Column,
    DocumentRow,
    Fact,
    FileItem,
    FilterGroup,
    Grid,
    GridMark,
    GridRow,
    ItemGroup,
    ItemRow,
    MenuGroup,
    Missing,
    NavLink,
    QuickAction,
    Site,
    Statistic,
    Step,
    TableRow,
    TaskRow,
    TimelineEntry,
    VersionRow,
    Workbench,
)
from gongkai.kernel import clock

_DIFFERENCE = EditionDifference(
    fields=(FieldChange("成文日期", "2026-03-01", "2026-03-05"),),
    lines=(
        LineChange(3, "第3户的金额为500元。", "第3户的金额为550元，已核实。", "现将名单公示如下。"),
        LineChange(4, None, "联系电话：12345。"),
    ),
    files=(FileChange("名单.xlsx", came=True, went=True),),
    tables=(
        TableChange(
            "发放名单", ("序号", "乡镇", "金额"), (RowChange(("3", "青石镇", "500"), ("3", "青石镇", "550")),)
        ),
    ),
    only_form=False,
)

AREA_ICONS = (
    ("国土空间规划", "map"),
    ("重大建设项目", "crane"),
    ("公共资源交易", "gavel"),
    ("财政预决算", "coins"),
    ("安全生产", "helmet"),
    ("税收管理", "receipt"),
    ("征地补偿", "land"),
    ("国有土地上房屋征收", "house"),
    ("保障性住房", "home-shield"),
    ("农村危房改造", "cottage"),
    ("生态环境", "leaf"),
    ("公共文化服务", "book"),
    ("公共法律服务", "scales"),
    ("扶贫（乡村振兴）", "handshake"),
    ("救灾", "umbrella"),
    ("食品药品监管", "food"),
    ("城市综合执法", "badge"),
    ("就业创业", "briefcase"),
    ("社会保险", "shield"),
    ("社会救助", "hand-heart"),
    ("养老服务", "elder"),
    ("户籍管理", "id-card"),
    ("涉农补贴", "wheat"),
    ("义务教育", "school"),
    ("医疗卫生", "hospital"),
    ("市政服务", "lamp"),
)

INTERFACE_ICONS = (
    *("search", "menu", "close", "chevron", "chevron-down", "sort", "download", "upload", "print", "share"),
    *(
        "file",
        "file-pdf",
        "file-word",
        "file-sheet",
        "file-image",
        "file-archive",
        "check",
        "warning",
        "info",
    ),
    *("clock", "user", "users", "building", "tree", "inbox", "pen", "send", "undo", "eye", "eye-off"),
    *("lock", "log", "gear", "calendar", "plus", "minus", "trash", "link", "star", "home", "moon", "bell"),
    *(
        "history",
        "arrow-left",
        "arrow-right",
        "external",
        "leave",
        "filter",
        "contrast",
        "text-size",
        "chat",
        "phone",
    ),
    *("copy", "flag", "seal", "mail", "chart", "swap"),
)

TONES = (
    Badge("一般", "neutral"),
    Badge("审核中", "info"),
    Badge("已公开", "good"),
    Badge("即将到期", "warn"),
    Badge("已超期", "alarm"),
    Badge("已撤下", "off"),
)


class SampleForm(forms.Form):
    """Fields of every kind, to see labels, hints and errors."""

    title = forms.CharField(
        label="标题", max_length=200, help_text="写全称，包含发文机关、事由和文种，不超过 200 字。"
    )
    number = forms.CharField(
        label="发文字号", required=False, help_text="如：云政发〔2026〕12号。没有可不填。"
    )
    issued_on = forms.DateField(
        label="成文日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "日期不对"},
    )
    area = forms.ChoiceField(
        label="所属领域", choices=[("", "请选择"), ("04", "财政预决算"), ("20", "社会救助")]
    )
    openness = forms.ChoiceField(
        label="公开属性",
        widget=forms.RadioSelect,
        choices=[("full", "主动公开"), ("request", "依申请公开"), ("none", "不予公开")],
        help_text="依据《政府信息公开条例》第十三条，以公开为常态。",
    )
    channels = forms.MultipleChoiceField(
        label="公开渠道",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("site", "政府网站"),
            ("gazette", "政府公报"),
            ("board", "公示栏"),
            ("hall", "政务服务中心"),
        ],
    )
    body = forms.CharField(label="正文", widget=forms.Textarea(attrs={"rows": 5}))
    attachment = forms.FileField(
        label="附件", required=False, help_text="可上传 PDF、Word、Excel、OFD，单个不超过 100 MB。"
    )
    confirmed = forms.BooleanField(label="我已核对正文与附件一致", required=True)


def _moment(days_ago: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(clock.today() - timedelta(days=days_ago), time(hour, minute), clock.CHINA)


def _day(offset: int) -> date:
    return clock.today() + timedelta(days=offset)


def site() -> Site:
    """The public site of the fictional county."""
    return Site(
        name="云溪县人民政府",
        subtitle="政务公开平台",
        mark="云",
        home_url="#",
        search_url="#",
        notice="演示数据：云溪县为虚构",
        utility_links=(
            NavLink("无障碍说明", "#"),
            NavLink("江临省人民政府", "#"),
            NavLink("澄州市人民政府", "#"),
        ),
        footer_links=(NavLink("关于本站", "#"), NavLink("网站地图", "#"), NavLink("意见建议", "#")),
        organiser="云溪县人民政府办公室",
        maintainer="云溪县政务公开办公室",
        telephone="0000-1234567",
        address="云溪县城关街道人民路 1 号",
        identity_code="0000000000",
        icp_number="（待填）",
    )


def navigation() -> tuple[NavLink, ...]:
    """The main navigation of the portal."""
    labels = (
        "首页",
        "政府信息公开",
        "基层政务公开",
        "依申请公开",
        "政策解读",
        "征集调查",
        "办事服务",
        "互动交流",
    )
    return tuple(NavLink(label, "#", current=label == "基层政务公开") for label in labels)


def workbench() -> Workbench:
    """The frame of the workbench for a department editor."""
    return Workbench(
        menu=(
            MenuGroup(
                "办理",
                (
                    NavLink("今天要办", "#", icon="inbox", count=7),
                    NavLink("已办事项", "#", icon="check"),
                    NavLink("我的草稿", "#", icon="pen", count=3),
                ),
            ),
            MenuGroup(
                "公开",
                (
                    NavLink("文件库", "#", icon="file"),
                    NavLink("标准目录", "#", icon="tree"),
                    NavLink("依申请公开", "#", icon="mail", count=2),
                    NavLink("界面组件", "#", icon="eye", current=True),
                ),
            ),
            MenuGroup(
                "管理",
                (
                    NavLink("单位与区划", "#", icon="building"),
                    NavLink("账号与角色", "#", icon="users"),
                    NavLink("审计日志", "#", icon="log"),
                ),
            ),
        ),
        account_name="沈知微",
        role_label="部门编辑",
        body_name="云溪县财政局",
        bodies=(NavLink("云溪县财政局", "#", current=True), NavLink("云溪县民政局", "#")),
        home_url="#",
        search_url="#",
        notices_url="#",
        notice_count=4,
        account_url="#",
        sign_out_url="#",
    )


def _areas() -> tuple[AreaTile, ...]:
    return tuple(
        AreaTile(f"{position:02}", name, icon, "#", count=position * 7 % 41 + 3)
        for position, (name, icon) in enumerate(AREA_ICONS, start=1)
    )


def _documents() -> tuple[DocumentRow, ...]:
    return (
        DocumentRow(
            "云溪县人民政府关于印发《云溪县城乡居民最低生活保障实施办法》的通知",
            "#",
            _day(-1),
            body="云溪县人民政府",
            number="云政发〔2026〕12号",
            summary="明确城乡低保的申请条件、办理程序、保障标准和动态管理要求，自 2027 年 1 月 1 日起施行。",
            badge=Badge("有效", "good"),
        ),
        DocumentRow("云溪县 2026 年第三季度一般公共预算执行情况", "#", _day(-6), body="云溪县财政局"),
        DocumentRow(
            "关于废止部分行政规范性文件的决定",
            "#",
            _day(-20),
            body="云溪县司法局",
            badge=Badge("已修订", "warn"),
        ),
    )


def _consultations() -> tuple[DocumentRow, ...]:
    return (
        DocumentRow("《云溪县养老服务设施布局规划（征求意见稿）》公开征求意见", "#", due_on=_day(9)),
        DocumentRow("青石镇自来水价格调整听证会报名", "#", due_on=_day(2)),
    )


def _item_groups() -> tuple[ItemGroup, ...]:
    standards = ItemRow(
        number="1",
        name="最低生活保障标准",
        url="#",
        elements="城乡低保标准\n调整依据与时间",
        basis="《社会救助暂行办法》（国务院令第649号）\n《政府信息公开条例》（国务院令第711号）",
        time_limit="自信息形成或变更之日起 20 个工作日",
        body="云溪县民政局",
        channels=("政府网站", "便民服务站", "公示栏"),
        audience="全社会",
        method="主动公开",
        levels="县、乡",
        document_count=4,
    )
    approvals = ItemRow(
        number="2",
        name="审批信息",
        url="#",
        elements="低保对象名单及相关信息",
        basis="《社会救助暂行办法》（国务院令第649号）",
        time_limit="制定或获取之日起 10 个工作日内，公示 7 个工作日",
        body="各乡镇人民政府、街道办事处",
        channels=("政府网站", "公示栏"),
        audience="全社会",
        method="主动公开",
        levels="乡、村",
    )
    return (ItemGroup("最低生活保障", (standards, approvals)), ItemGroup("特困人员救助供养", (standards,)))


def _timeline() -> tuple[TimelineEntry, ...]:
    return (
        TimelineEntry("起草", "沈知微", _moment(5, 9, 12), "部门编辑 · 财政局", tone="good"),
        TimelineEntry(
            "审核退回",
            "顾清源",
            _moment(4, 15, 40),
            "审核人 · 财政局",
            "附表二合计与正文不一致，请核对。",
            tone="warn",
        ),
        TimelineEntry("修改后提交", "沈知微", _moment(3, 10, 5), "部门编辑 · 财政局", tone="good"),
        TimelineEntry(
            "保密审查通过", "陆安之", _moment(2, 16, 22), "保密审查员", "不涉及国家秘密。", tone="good"
        ),
        TimelineEntry("等待签发", "秦望舒", None, "签发人", current=True),
        TimelineEntry("公开", tone="off"),
    )


def _tasks() -> tuple[TaskRow, ...]:
    return (
        TaskRow(
            "2026 年城乡低保第三季度资金发放情况",
            "#",
            "主动公开 · 起草",
            "去修改",
            "#",
            due_on=_day(-2),
            body="民政局",
            waiting_since=_moment(6, 9, 5),
            returned_because="附表二合计与正文不一致。",
        ),
        TaskRow(
            "云溪县人民政府常务会议纪要（第 31 次）", "#", "主动公开 · 审核", "去审核", "#", due_on=_day(2)
        ),
        TaskRow(
            "青石镇征地补偿安置公告",
            "#",
            "主动公开 · 签发",
            "去签发",
            "#",
            due=legal_limits()[7],
            body="自然资源局",
        ),
        TaskRow("标准目录导入结果待确认", "#", "标准目录", "去确认", "#", lamp=Badge("无期限", "off")),
    )


def _table() -> dict[str, Any]:
    columns = (
        Column("文件", sort_url="#", sorted="none"),
        Column("状态"),
        Column("公开日期", "date", sort_url="#", sorted="descending"),
        Column("浏览", "number"),
        Column("", "action"),
    )
    rows = tuple(
        TableRow(
            (
                Cell(title, "#", note=note),
                Cell(badge=badge),
                Cell(day=_day(-offset)),
                Cell(f"{views:,}"),
                Cell("查看", "#"),
            ),
            key=str(offset),
            label=title,
        )
        for title, note, badge, offset, views in (
            ("云溪县 2026 年预算公开", "云财〔2026〕8号", TONES[2], 3, 12045),
            ("农村危房改造对象名单（第三批）", "", TONES[1], 12, 871),
            ("公共场所卫生监督抽检结果", "", TONES[5], 40, 96),
        )
    )
    return {"columns": columns, "rows": rows}


def _grid() -> Grid:
    columns = ("部门编辑", "审核人", "保密审查员", "签发人", "政务公开办", "审计管理员")
    yes, no = GridMark(allowed=True), GridMark(allowed=False)
    return Grid(
        columns,
        (
            GridRow("起草文件", (yes, no, no, no, yes, no)),
            GridRow("审核", (no, yes, no, no, yes, no)),
            GridRow("签发", (no, no, no, GridMark(allowed=True, note="非本人起草"), no, no)),
            GridRow("查看审计日志", (no, no, no, no, no, yes)),
        ),
    )


def _filters() -> tuple[FilterGroup, ...]:
    return (
        FilterGroup(
            "状态",
            (
                NavLink("全部", "#", current=True, count=128),
                NavLink("起草", "#", count=6),
                NavLink("审核中", "#", count=9),
                NavLink("已公开", "#", count=110),
                NavLink("已撤下", "#", count=3),
            ),
        ),
        FilterGroup("年份", (NavLink("2026", "#"), NavLink("2025", "#", current=True), NavLink("更早", "#"))),
    )


def _forms() -> dict[str, forms.Form]:
    wrong = SampleForm({"title": "", "issued_on": "1754-13-40", "openness": "full", "body": ""})
    wrong.is_valid()
    return {"form": SampleForm(prefix="empty"), "wrong_form": wrong}


def samples() -> dict[str, Any]:
    """Everything the gallery template reads."""
    return {
        "areas": _areas(),
        "interface_icons": INTERFACE_ICONS,
        "tones": TONES,
        "documents": _documents(),
        "consultations": _consultations(),
        "item_groups": _item_groups(),
        "timeline": _timeline(),
        "tasks": _tasks(),
        "table": _table(),
        "grid": _grid(),
        "filters": _filters(),
        **_forms(),
        "deadlines": {
            "late": _day(-2),
            "today": _day(0),
            "soon": _day(3),
            "far": _day(15),
            "settled": _day(-1),
        },
        "legal_limits": legal_limits(),
        "facts": (
            Fact("索引号", "11990123000000001X/2026-00127"),
            Fact("主题分类", "民政、社会救助"),
            Fact("发布机构", "云溪县人民政府", "#"),
            Fact("文号", "云政发〔2026〕12号"),
            Fact("成文日期", "2026-11-18"),
            Fact("发布日期", "2026-11-21"),
            Fact("标题", "云溪县人民政府关于印发《云溪县城乡居民最低生活保障实施办法》的通知", wide=True),
            Fact("有效性", "有效"),
            Fact("关键词", ""),
        ),
        "files": (
            FileItem("云溪县城乡居民最低生活保障实施办法.pdf", "#", 1_482_233),
            FileItem("附表一 保障标准测算.xlsx", "#", 86_014, "2026-11-18 更新"),
            FileItem("申请书（样式）.docx", "#", 24_576),
            FileItem("公示现场照片.jpg", "#", 3_400_120),
            FileItem("全部附件.zip", "#", 12_900_555),
        ),
        "steps": (
            Step("起草", "done", "11月17日"),
            Step("审核", "done", "11月19日"),
            Step("保密审查", "current", "陆安之"),
            Step("签发"),
            Step("公开"),
        ),
        "returned_steps": (
            Step("起草", "current"),
            Step("审核", "returned", "附表有误"),
            Step("签发"),
            Step("公开"),
        ),
        "statistics": (
            Statistic("本月应公开", 42, "件"),
            Statistic("已公开", 37, "件", "按期 36 件", "good"),
            Statistic("即将到期", 3, "件", tone="warn", url="#"),
            Statistic("已超期", 2, "件", "最长 6 天", "alarm", "#"),
            Statistic("群众满意率", None, note="样本不足，暂不计算"),
        ),
        "figures": figures(),
        "versions": (
            VersionRow(
                "第 2 版",
                _moment(1, 9, 30),
                "#",
                "云溪县民政局",
                "更正附表一第 3 行的标准金额。",
                current=True,
            ),
            VersionRow("第 1 版", _moment(16, 17, 2), "#", "云溪县民政局"),
        ),
        "changed_elements": (
            ChangedElement(
                "公开时限", *marked("形成或变更之日起20个工作日内", "形成或变更之日起10个工作日内")
            ),
            ChangedElement("公开渠道", *marked("政府网站", "政府网站\n社区公示栏")),
        ),
        "missing": (
            Missing("公开依据", "#id_basis", "写明条例或文件的条款"),
            Missing("成文日期", "#id_issued_on"),
        ),
        "tabs": (
            NavLink("待办", "#", current=True, count=7),
            NavLink("已办", "#"),
            NavLink("办结", "#", count=112),
        ),
        "crumbs": (
            NavLink("首页", "#"),
            NavLink("基层政务公开", "#"),
            NavLink("社会救助", "#"),
            NavLink("正文", ""),
        ),
        "phrases": ("同意。", "同意，请签发。", "请补充公开依据。", "附件与正文不一致，请核对后重新提交。"),
        "batch_actions": (
            BatchAction("批量审核通过", "approve", "check"),
            BatchAction("导出", "export", "download"),
            BatchAction("撤下", "withdraw", "eye-off", "确定撤下选中的文件？", "alarm"),
        ),
        "errors_of_opinion": ("退回时必须写明原因",),
        "errors": ({"label": "标题：请填写", "href": "#id_title"}, {"label": "附件超过 100 MB，没有上传"}),
        "messages_shown": (
            {"tags": "success", "text": "已提交审核。审核人：顾清源。"},
            {"tags": "error", "text": "不能签发：这份文件由您起草，须由他人签发。"},
            {"tags": "warning", "text": "保密审查还没有完成。"},
            {"tags": "info", "text": "目录导入在后台进行，可以离开本页。"},
        ),
        "quick_actions": (
            QuickAction("申请公开", "#", "mail", "向行政机关申请获取政府信息"),
            QuickAction("提问咨询", "#", "chat", "政策看不懂，问制定机关"),
            QuickAction("评价", "#", "star", "对办事和公开情况打分"),
            QuickAction("举报未公开", "#", "flag", "应公开而没有公开的，请告诉我们"),
        ),
        "tree_links": (
            NavLink("政府信息公开指南", "#"),
            NavLink("政府信息公开制度", "#"),
            NavLink("法定主动公开内容", "#", current=True),
            NavLink("政府信息公开年报", "#"),
            NavLink("依申请公开", "#"),
        ),
        "edition": {
            "title": "云溪县 2026 年第三季度城乡低保资金发放情况",
            "document_number": "云民〔2026〕33号",
        },
        "body": mark_safe(
            "<p>现将我县 2026 年第三季度城乡最低生活保障资金发放情况公布如下。</p>"
            "<h2>一、总体情况</h2><p>本季度共保障 4,812 户 7,936 人。</p>"
            "<table><caption>各类户数</caption><thead><tr><th>类别</th><th>户数</th><th>人数</th>"
            "<th>办理地点</th><th>监督方式</th></tr></thead>"
            "<tbody><tr><td>城市低保</td><td>1,204</td><td>1,893</td>"
            "<td>云溪县青石镇便民服务中心民政窗口</td><td>云溪县民政局社会救助股受理意见和投诉</td></tr>"
            "<tr><td>农村低保</td><td>3,608</td><td>6,043</td>"
            "<td>各乡镇便民服务中心民政窗口</td><td>云溪县民政局社会救助股受理意见和投诉</td></tr>"
            "</tbody></table>"
            '<p class="align-right">云溪县民政局</p>'
        ),
        "edition_changes": changes(_DIFFERENCE, _DIFFERENCE.lines),
        "withdrawn_at": _moment(2, 14, 5),
        "withdrawn": [
            Fact("撤下单位", "云溪县民政局"),
            Fact("撤下依据", "《政府信息公开条例》第十五条：涉及个人隐私。"),
        ],
        "hot_words": (NavLink("低保标准", "#"), NavLink("学区划分", "#"), NavLink("种粮补贴", "#")),
    }
