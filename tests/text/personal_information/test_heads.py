"""What stands in the cells of a list is known by the heads of its columns, however the table is written."""

from __future__ import annotations

import pytest

from gongkai.text.personal_information import scan
from gongkai.text.personal_information.samples import samples

SAMPLES = samples()
HEADS = {
    SAMPLES["id_card"]: "身份证 身份证号码 公民身份号码 身份证号（户主） 证件号 领款人身份证 ID sfzh",
    SAMPLES["mobile"]: "联系方式 手机号 联系电话（手机） 户主电话 监护人电话 家长联系方式 本人电话 Tel 号码",
    SAMPLES["bank_card"]: "银行账号 社保卡号（银行账号） 打卡账号 发放账户 收款账号 一卡通 惠农卡号 工资卡号",
    "00000123400000567890": "存折号 一卡通账号 存折账号 银行账号 一折通账号",
    "龙兴街道建设巷12号院3号楼2单元501": "家庭住址 户籍所在地 现居住地 房屋坐落 地址 详细地址 配租房号",
    "捞饭店村4组17号": "家庭住址 住址 户籍地址 地址",
    "尿毒症": "病种 疾病名称 诊断 病情 致贫原因 申请理由 大病病种 主要诊断",
    "慢性肾衰竭": "病种 诊断 致贫原因 疾病诊断",
    "豫D00A01": "车牌号 号牌号码 车号",
    "zhangsan1990@qq.com": "邮箱 电子邮箱 E-mail",
    "zhangsan_2020": "微信 微信号",
    "2000005678": "QQ QQ号",
    "基督教": "宗教信仰 宗教",
    "盗窃罪": "罪名 原判罪名",
    "E00000123": "护照号 护照号码",
    "1965-05-12": "出生日期 出生年月日 生日",
    "2023410404001": "准考证号 考号",
    f"{SAMPLES['id_card']}43": "残疾证号 残疾人证号",
}
FORMS = {
    "tabs": "序号\t姓名\t{head}\t金额（元）\n1\t张三\t{value}\t500\n2\t李四\t{value}\t600",
    "last column": "序号\t姓名\t金额（元）\t{head}\n1\t张三\t500\t{value}\n2\t李四\t600\t{value}",
    "commas": "序号,姓名,{head},金额（元）\n1,张三,{value},500\n2,李四,{value},600",
    "strokes": "| 序号 | 姓名 | {head} |\n|---|---|---|\n| 1 | 张三 | {value} |\n| 2 | 李四 | {value} |",
    "HTML": "<table><tr><th>姓名</th><th>{head}</th></tr><tr><td>张三</td><td>{value}</td></tr></table>",
    "wide blanks": "序号　姓名　{head}　金额\n1　张三　{value}　500\n2　李四　{value}　600",
    "a form": "姓名：张三  {head}：{value}",
    "a form in cells": "姓名\t张三\t{head}\t{value}",
    "a line each": "姓名：张三\n{head}：{value}\n金额：500",
}


def _pairs(heads: dict[str, str]) -> list[tuple[str, str]]:
    """Each head with its value."""
    return [(head, value) for value, names in heads.items() for head in names.split()]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("head", "value"), _pairs(HEADS))
def test_a_value_under_its_head(form: str, head: str, value: str) -> None:
    text = FORMS[form].format(head=head, value=value)
    marked = [text[one.start : one.end] for one in scan(text)]
    assert sum(value in one for one in marked) == text.count(value)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "last column"])
@pytest.mark.parametrize("head", ["年龄", "年龄（岁）"])
def test_the_age_of_a_child_under_its_head(form: str, head: str) -> None:
    text = FORMS[form].format(head=head, value="9")
    assert {one.type for one in scan(text)} == {"minor_age"}
    assert scan(FORMS[form].format(head=head, value="72")) == []


NOBODYS = {
    "0375-0000123": "办公电话 值班电话 监督电话 咨询电话 联系电话 电话 传真 举报电话",
    "12345": "监督电话 热线 举报电话",
    SAMPLES["credit_code"]: "统一社会信用代码 信用代码 纳税人识别号 代码",
    "2020-410404-01-01-000001": "项目代码 投资项目代码",
    "410404001003GB00012F00010001": "不动产单元号 宗地代码",
    "豫（2021）石龙区不动产权第0000123号": "不动产权证号 证书编号",
    "（2021）豫0404民初123号": "案号",
    "平政办〔2020〕9号": "文号 依据",
    SAMPLES["mobile"]: "金额 数量 面积 投资额 合同价 编号 流水号 许可证号 订单号 用户号",
    "1,234,567.89": "金额 合计",
    "市府路68号B128室": "办公地址 单位地址 受理地点 企业地址 经营场所 建设地点",
    "捞饭店村2组": "实施地点 建设地点",
    "某某镇某某村": "住址 家庭住址 户籍地",
    "410404********0021": "身份证号 证件号码",
    "138****1037": "手机 联系电话",
    "6228***********0176": "银行账号 卡号",
    "1965年5月": "出生年月 出生日期",
    "xxgk@example.gov.cn": "邮箱 电子邮箱",
    "2020年12月31日": "发布日期 办结日期 有效期",
    "9": "数量 人口 排名 户数",
    "因病": "致贫原因 困难原因",
    "shilongfabu": "微信公众号 公众号",
    "41040402000001": "备案号 网安备",
    "410400000012345": "注册号 登记号",
    "20211230000123": "受理编号 办件编号 业务流水号",
    "豫D·0001警": "车牌号 号牌",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("head", "value"), _pairs(NOBODYS))
def test_a_value_that_is_nobody_s_under_its_head(form: str, head: str, value: str) -> None:
    assert scan(FORMS[form].format(head=head, value=value)) == []
