"""Text folded so that one vocabulary fits: lower case, half width, simplified characters. Every character keeps its place."""

from __future__ import annotations

_TRADITIONAL = (
    "們们個个來来時时間间問问題题請请煩烦這这說说對对開开關关錄录檔档匯汇範范實实際际復复現现發发傳传給给嗎吗麼么還还沒没為为無无後后從从電电話话網网絡络線线裝装載载設设調调試试驗验證证確确認认導导緣缘應应該该產产會会議议報报書书"
    "經经過过處处轉转達达隊队組组單单閉闭結结歸归員员幫帮動动態态畫画聲声頻频視视軟软體体號号碼码參参數数據据庫库環环離离連连斷断衝冲擊击錯错誤误異异穩稳補补維维護护暫暂臨临換换繞绕節节點点區区選选擇择啟启閃闪凍冻觸触變变壞坏責责"
    "屬属貴贵側侧業业務务邏逻輯辑貼贴紙纸測测資资訊讯詳详細细讓让寫写訂订閱阅覽览遠远運运營营約约週周禮礼鐘钟內内預预計计劃划進进覆复歡欢謝谢監监覺觉難难適适將将於于與与並并卻却僅仅較较長长雙双幾几條条張张塊块種种類类樣样廠厂師师"
    "裡里裏里麵面麽么著着妳你幣币優优質质輸输輕轻壓压縮缩緩缓衛卫圖图國国園园團团場场聽听聯联職职腦脑臺台舊旧蓋盖藝艺蘋苹術术觀观記记許许評评詢询誰谁講讲識识譯译讀读買买賣卖費费贈赠趕赶跡迹蹤踪車车軌轨輪轮辦办農农遞递遲迟邊边郵邮"
    "針针鈕钮銷销鎖锁鏈链鍵键陣阵陸陆隨随險险雖虽雲云頁页項项順顺須须領领頭头願愿顯显風风餘余駐驻騰腾驅驱驟骤齊齐龍龙佈布佔占併并係系倉仓偵侦備备傑杰債债傷伤儀仪億亿儘尽償偿兩两冊册凱凯劇剧劑剂勁劲勝胜勞劳勢势協协吳吴啞哑喚唤嘗尝"
    "嚴严圍围執执堅坚夠够夾夹奪夺婦妇媽妈學学寧宁審审寬宽專专尋寻層层屆届島岛帳帐帶带庁厅廣广廢废強强彈弹徑径憑凭憶忆懷怀戰战戶户拋抛掛挂採采揀拣損损搖摇撥拨擋挡擔担擴扩擾扰攔拦斂敛暢畅曆历極极構构槍枪標标樓楼權权檢检歲岁歷历殘残"
    "殺杀氣气決决況况沖冲減减滿满漸渐潛潜濾滤瀏浏灣湾災灾煙烟熱热燈灯爭争牆墙獨独獲获療疗盡尽盤盘眾众礎础稅税積积竄窜競竞筆笔籤签簡简簽签糾纠純纯級级納纳終终絕绝統统緊紧編编緒绪練练縫缝總总績绩織织續续罰罚羅罗習习肅肃腳脚膚肤臉脸"
    "舉举蟲虫複复規规訴诉診诊詞词誠诚課课論论負负財财貨货貫贯貿贸賠赔購购贊赞趨趋軍军輛辆違违遊游遙遥遺遗鄰邻釋释錢钱"
)
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_QUOTES = {ord(curly): ord(straight) for curly, straight in zip("’‘`“”", "'''\"\"", strict=True)} | {0x3000: 0x20, 0xA0: 0x20}
_SIMPLIFIED = {ord(old): ord(new) for old, new in zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)}
_FOLD = _SIMPLIFIED | _HALF_WIDTH | {code + 0xFEE0: code + 32 for code in _LOWER} | _LOWER | _QUOTES


def fold(text: str) -> str:
    """The folded text, of equal length: position n of it is position n of the original.

    The table of traditional characters holds those that support people write, not all there are.
    """
    return text.translate(_FOLD)
