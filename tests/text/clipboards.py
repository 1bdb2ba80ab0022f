"""What programs put on the clipboard, shortened, with invented words in it."""
# ruff: noqa: E501 — programs write long lines

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Word.Document>
<link rel=File-List href="file:///C:/Users/某/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:""; margin:0cm; text-indent:32.0pt} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<p class=MsoTitle align=center style='text-align:center'><b><span lang=EN-US style='font-size:22.0pt'>2026</span>\
<span style='font-size:22.0pt;font-family:方正小标宋简体;mso-ascii-font-family:x'>年补助方案<o:p></o:p></span></b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US\
 style='mso-fareast-font-family:宋体'><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>\
&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span>第一项</span></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span lang=EN-US\
 style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7.0pt'>&nbsp;&nbsp;</span></span></span>\
<![endif]><span>材料甲</span></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>l<span>&nbsp;</span></span>材料乙</p>
<p class=MsoNormal><span style='mso-spacerun:yes'>&nbsp;&nbsp; </span>面积<span lang=EN-US>12m<sup>2</sup></span>\
<del cite="mailto:x" datetime="2026"><span>SECRET1</span></del><ins cite="mailto:x"><span>补充</span></ins>\
<span style='display:none;mso-hide:all'>SECRET2</span><a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1">\
<span class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span></span></a>\
<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1" name="_msoanchor_1">[批注1]</a></span></p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape type="#t"><v:imagedata src="file:///C:/clip_image001.png"/></v:shape>\
<![endif]--><![if !vml]><img width=200 height=80 src="file:///C:/Users/某/clip_image002.png" v:shapes="图片_x0020_1"><![endif]></p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
<tr style='mso-yfti-irow:0'><td width=284 colspan=2 valign=top style='width:213pt;border:solid windowtext 1.0pt'>
<p class=MsoNormal align=center style='text-align:center'><span>合计<o:p></o:p></span></p></td></tr>
<tr><td><p class=MsoNormal>甲</p></td><td><p class=MsoNormal align=right style='text-align:right'>5</p></td></tr></table>
<p class=MsoNormal align=right style='text-align:right'><span>云溪县民政局</span></p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span>[1]</span></a> 按户籍计。</p></div></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><div id="_com_1" class=msocomtxt>
<p class=MsoCommentText>SECRET3</p></div></div></div><!--EndFragment--></body></html>"""

WPS = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name="Generator" content="WPS Office" /><style>@font-face{font-family:"仿宋_GB2312";}
p.MsoNormal{mso-style-name:正文;text-align:justify;}</style></head><body><!--StartFragment-->
<p class="MsoNormal" align="center" style="text-indent:0.0000pt;text-align:center;mso-line-height-rule:exactly;">\
<b style="mso-bidi-font-weight:normal"><span style="mso-spacerun:'yes';font-family:方正小标宋简体;font-size:22.0000pt;">\
<font face="方正小标宋简体">关于发放补助的通知</font></span></b><span><o:p></o:p></span></p>
<p class="MsoNormal" style="text-indent:32.0000pt;"><span style="mso-spacerun:'yes';font-family:仿宋_GB2312;">\
<font face="仿宋_GB2312">每月</font></span><span style="vertical-align:super;">2</span><span style="font-weight:bold;">\
重点</span><span style="mso-spacerun:'yes';"><o:p>&nbsp;</o:p></span></p>
<p class="MsoNormal" align="right" style="text-align:right;"><span>2026年3月2日</span></p>
<p class="MsoNormal"><img width="100" src="file:///C:\\Users\\x\\ksohtml\\wps1.jpg"></p><!--EndFragment--></body></html>"""

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet>
<style><!-- .xl65 {mso-number-format:"\\@"; text-align:center} --></style></head><body>
<table border=0 cellpadding=0 cellspacing=0 width=288 style='border-collapse:collapse;width:216pt'><!--StartFragment-->
 <col width=72 style='width:54pt'><col width=0 style='display:none;mso-width-source:userset;width:54pt'>
 <col width=72 span=2 style='width:54pt'>
 <tr height=19><td colspan=4 height=19 class=xl65 width=288>补助名单</td></tr>
 <tr height=19><td class=xl65>姓名</td><td class=xl65>SECRETCOL</td><td class=xl65>村</td><td>金额</td></tr>
 <tr height=0 style='display:none'><td>SECRETROW</td><td>x</td><td>x</td><td>x</td></tr>
 <tr height=19><td rowspan=2>赵某</td><td>SECRETID1</td><td>东村</td><td align=right>500</td></tr>
 <tr height=19><td>SECRETID2</td><td>西村</td><td align=right>300</td></tr><!--EndFragment--></table></body></html>"""

WEB = """<div class="article" style="font-size:16px" onclick="track()"><h1 style="color:#333">县里的公告</h1>
<script>var stolen = document.cookie;</script><style>.a{color:red}</style>
<p style="text-indent:2em;"><span style="font-weight:700">一、</span>正文&nbsp;内容。<a href="javascript:void(0)">展开</a>
<a href="https://www.gov.cn/x">原文</a></p><p style="display:none">SECRETWEB</p>
<img src="https://other.example/track.gif" width="1" height="1"><iframe src="https://other.example"></iframe></div>"""
