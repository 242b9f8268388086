"""Asks how the problem can be made to happen."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance, first, has
from houdun.grading.words import any_of, either, frames

# the way to it
WAY = any_of(
    r"""(复现|重现|操作|触发|具体|详细|完整)(的)?(步骤|路径|方法|顺序|流程|过程|方式|条件)(?!如下|写得), 步骤(?!如下|写得|非常), fuxian ?\w*, 点击过程, 必现路径, 点了?(哪里|哪儿|什么|哪几步), 点哪里, 按什么顺序, (什么|哪个|哪种)顺序, 一步一?步(?!来), 先后顺序, 规律, 触发条件(?=是什么|吗|[,。]?(?:麻烦|请)), 怎么一?步步, 从[^,。]{1,8}(开始|到)[^,。]{0,16}(做了什么|走一遍|操作|过程), 动作[?,], 特别的操作, 复现手段, 操作手顺,
    (repro(duction)?|exact|detailed|precise|minimal|clear|full|specific) (steps|recipe|procedure|instructions|sequence|script), steps(?! (below|here|on|in our|provided|outlined|listed|in the (article|guide|link)))(?! are), reproduction path, needs? (a )?repro, repro(duction)?s?(?! (is|was|worked))(?= ?(steps|case|repo\w*|project|app|script|example|path|rate)?), reproducer, recipe, the clicks, which clicks, (special|exact|what|which) (order|sequence)( of)?, sequence of (actions|calls|clicks|steps|events), with what procedure"""
)
# what shows it
SAMPLE = any_of(
    r"""(?<!我们)(?<!官方)(?<!官网)demo(?!的下载|先|里的), 最(小|简单)(化)?的?(工程|例子|示例|demo|用例|代码|项目|可复现|case), 小工程, 裸工程, 空工程, 空壳, 空白(工程|项目|小程序|页面), 示例(工程|代码|项目), (?<!名)(?<!延迟)样例(?!的), 范例, 用例, 测试(页面|工程|(?<!发测试)包(?!给您)|流|用例|账号|地址), 复现(工程|包|代码|demo|环境|用例|程序), 精简(工程|版|过的|后的), (代码|工程)片段, 能跑的, 可(运行|复现|执行)的, 原片, 原始文件, 能(出|跑出|触发)问题的[^,。]{1,6}, docker-compose, 相关代码, 关键代码, 可编译的代码, 那个工程, 只剩[^,。]{0,12}还能, 那几行代码, 调用代码,
    minim(al|um) (\w+ ){0,2}(repro\w*|example|repo\w*|project|case|app|demo|code|sample|reproduction|test|script|page|snippet), (small|smallest|tiny|simple|short|stripped\S*|reduced|bare-?bones|trimmed|self-contained|standalone|isolated|runnable|working|complete) (\w+ ){0,2}(example|repo\w*|project|case|app|demo|code|sample|script|page|program|snippet|html|file), sample (project|app|repo|code|clip|file|stream|page), test (project|case|stream|account|page|app|build|url|repo), example (project|repo|app), failing (unit )?test, mcve, sscce, mre, poc, (code)?sandbox, stackblitz, jsfiddle, codepen, jsbin, plunker, fiddle, gist, (code|relevant) (example|sample|snippet|code), proof of concept, (curl|k6|python|bash|node) script, code around \w+, a script, k6 script, docker-compose, one-liner, (the|an) input file, build of your app, public page, something (i|we) can run, paste and run it, something runnable"""
)
REPRODUCE = any_of(
    r"(?<!未)复(现|一下)(?!不出来也|率)(?!视频), 重现(?!率), 必现, 偶现, 稳定出来, 触发(?!器|了|告警), 弄出来, 整出来, 逼出来, 再现, reproduc\w*, recreate, repro, replicate, trigger (it|the|this), can be triggered, sets it off, make it (happen|occur|fail|crash|break), (get|getting) (it|the same thing) to (fail|happen|crash|occur), happen again, do it again at will, bring it back, see (it|this|the (\\w+ )?(issue|bug|problem|freeze|crash)) (locally|here|ourselves|myself|with our own|in action|in-house), seen? in-house"
)
# wanting it
GIVE = any_of(
    r"""给(?!您|你)(?=[^,。]{0,12}), 提供, 写(?=个|一|下|清|出|明), 发(?!现|生|布|版), 贴, 附, 上传, 打个, 做(?=个|一), 建(?=个|一), 剥, 新建, 搭, 弄(?=个|一), 录, 描述, 说(?=下|一下|说|明|清), 告诉, 告知, 列, 有(?=没有|无|吗|个), 要(?=个|一|下), 缩小, 精简, 拎出来, 删到, 补充, 整理, 梳理, 麻烦, 请, 能否, 能不能, 可否, 方便, 辛苦, 求, 需要, 缺,
    please, pls, plz, kindly, (could|can|would|will) (you|we|i), may i, mind, give, share, provid\w+, send, make, create, build, put together, whip\w*, write, post, attach, come up with, strip, whittle, narrow, boil\w*, isolate, produce, need, needs, needed, see, add, is there, are there, do you have, have you got, got, would help, upload, reduce, describe, list, include, fill, tell (me|us), show (me|us), let (me|us) know, walk (me|us) through, what('s| is| are)( needed| the| your)?, missing, any, without, w/o, would (help|get|be), appreciate, looking for, want, helpful"""
)
ASKED = frames(
    any_of(
        r"""怎么(复现|重现|触发|弄|点|推|进|跑|出现|整)(?=的|出来|$|[^,。]{0,6}[?吗呢]|[,。]), 怎么操作(?=的|出来|才|能), (咋|如何|怎样)(复现|重现|触发|操作|弄|整)\w*, 必现(还是|or|吗|么|不), 偶现(还是|吗|么), 是(必现|偶现|偶发|稳定)(的)?(还是|吗), 还是(偶现|必现|偶发|每次), (能|可以|还能|能够)(稳定|再|自己|否)?(复现|重现|必现|触发)(吗|么|不|没), 是否(能|可以|可|必|稳定|仍?能)?(复现|重现|必现|触发), 能(不能|否)(稳定|再)?(复现|重现|触发), 每次都(会|有|这样|能)[^,。]{0,6}(吗|么|还是|\?), (几次|多少次|多大)[^,。]{0,4}(出|概率|能|才), 概率(多大|多高|大吗|是多少|大概), 十次里, (复现|出现|重现|发生)(的)?(概率|频率|率)[^,。]{0,4}(多|是|如何|大|怎|吗|高), (换|用|拿|在)(一?台|个|别的|其他|另外|另一|我们|官方|空|全新|ffplay|vlc)[^。;]{0,24}(还会|会不会|也会|是否|还有|会吗|也有|是不是|还崩|还出|会这样|也这样|还卡|能不能|一样吗), (demo|示例|sample)[^。;]{0,16}(会不会|还会|也会|是否|有没有|还有|会吗|也这样|也有|复现|试), 还(崩|卡|黑|花|断|出|会|黑屏)不(崩|卡|黑|花|断|出|会), 也有么, 做了(什么|哪些)操作(?!了), (你|您)(是|都|们)?(做|点|按|操作)了(什么|哪|啥), (什么|哪些)(情况|条件|操作|场景)下?(会|才|能|容易)?(触发|出现|复现|重现|发生), (跑|拉|搭|装|试|转)(起来|一遍|环境|一下)?看(看)?现象, 照着(来|做|跑|拉|试|走|点), 按[^。]{3,24}试[^。]{0,4}(是否|会不会|能不能)[^。]{0,4}(再次|出现|复现|触发), 让我们(这边)?也能?(看到|崩|复现), 单独拎出来, 能跑出问题, 让[^,。]{0,6}(qa|测试)[^,。]{0,4}(触发|复现|去压|搭), (看看|试试)?(能不能|能否)(逼|触发|复现|弄)出来, 空白的?[^,。]{0,8}(黑不黑|崩不崩|会不会), 看看是不是(一样|也), 看每次, 是不是首次, 看看[^,。]{0,10}是否还, 中间做了什么, 照您的步骤, 我照样, 怎么能让它, 顺序我得, 是啥时候, 空壳工程, 告诉我顺序, 反过来\?""",
        r"""how (to|do i|do we|can i|can we|do you|did you|could i|would i|would we) (trigger|get there|make|reproduce|recreate|reach|cause|provoke|replicate|see), how (the|this|it) (\w+ )?can be (triggered|reproduced|recreated|provoked), how (often|frequently|reliably|consistently) (can|could|do|does|did) (you|it|this) \w+, (is|was) (it|this|the \w+) (a |an )?(always |consistently |reliably |100% )?(reproducible|must-happen|consistent|deterministic|intermittent|random|sporadic), what (exactly )?(do|did|are|were) (you|they|the users?) (do|doing|click\w*|press\w*|tap\w*|call\w*)(?= (right |just )?(before|when|prior|to|\?|exactly|at)|\?), which (steps|clicks|buttons|calls), what (steps|order|sequence|exact|actions), in (which|what) order, step[- ]by[- ]step, walk (me|us) through (it|how|what|the), (also |still |only )?(happen|occur|reproduce|fail|crash|appear|break|show up)s? (too )?(in|with|on|using|without) (the|our|a|an|vanilla|plain|any|another|other|only)( \w+){0,2} (demo|sample|example|browser|phone|device|project|machine|account|network|join|app|laptop)\w*, does (it|this|the (issue|problem|bug)) (still |also )?(happen|occur|reproduce|appear|fail|crash|show up), can this be seen, can (it|you|this|the \w+)( \w+)? (be )?(reproduced?|recreated?|triggered|seen with|made to), (can|could|are|were|have) you (able to |managed to |been able to )?(still |consistently |reliably )?(reproduce|recreate|repro|replicate|trigger), under (which|what) (conditions|circumstances), what (triggers|sets it off|provokes|causes it to), what am i doing differently, (report|tell us|check|verify|see|confirm) (if|whether) (the |it |this |same |the same )?[^.?!]{0,24}(appears?|happens?|occurs?|exists?|reproduces?|persists?) (again|too|there|in|with|on)?, (verify|check|test|try)( it| this)? (with|in|on|against) (our |the )?(api-?example|sample|demo|example|vanilla)\w*, whether same behaviou?r, find a pattern, tell (me|us) (how|what you (click|do|did|press)), show (me|us) (how|the steps), bring it back\?, (can|could|may) (i|we) get the (input|source|original) (file|clip|video), (strip|cut|whittle|boil|narrow|trim|isolate) (it|your app|the call|that|this|the \w+)( \w+)? (down|in|to), boiled down to, see it (myself|locally), (if|whether) it's possible to make it, make it occur again, note what you did, what i have to run, what's needed to see this, does it come back if, if you can repeat, (whether|if) (a|an|the) [^.?!]{1,24} reproduces, would a \w+ be feasible, try (vanilla|plain|a clean|a fresh|a bare)""",
    ),
)
# English by parts: what somebody else could run, what goes wrong in it, where else it could be tried, how often it happens.
CARRIER_EN = any_of(
    r"scripts?, page, snippet, project, app, demo, code, files?, clip, repo\w*, html, room, account, program, sample, recording, stream, url, command\w*, curl, example, test\w*, bundle, build, scene, playlist, manifest, request, tool, lines, component, branch, container, config\w*, sequence, setup, something, anything, fiddle, notebook, harness"
)
GOES_WRONG_EN = any_of(
    r"shows?, reach(es)?, triggers?, reproduc\w*, hits?, fails?, crash\w*, breaks?, stops?, happens?, occurs?, exhibits?, demonstrates?, freez\w*, drops?, goes wrong, does (it|this|that), causes?, makes it, provokes?, gets? (it|there|stuck), behaves?, misbehaves?, runs into, leaks?, hangs?, at will, on demand, reliably, the (bug|issue|problem|error|fault|effect|failure|crash|freeze|\d{3}), i can (run|build|open|paste|clone|execute|launch|start), we can (run|build|open|paste|clone|execute|launch|start)"
)
ELSEWHERE_EN = any_of(
    r"(our|the|a|an|any|another|other|different|fresh|clean|new|second|plain|bare|empty|vanilla|stock|official|public|simple) (\w+ ){0,2}(demo|sample|example|browser|phone|device|project|machine|pc|laptop|account|network|app|room|page|player|tab|profile|sim|router|key|stream|file|clip|camera|headset|install|build|version|template), incognito, private (window|mode|tab), ffplay, vlc, postman, curl, ffmpeg, emulator, simulator, localhost, safe mode, without (the|your|any|a) \w+, api-?example"
)
OFTEN_EN = any_of(
    r"every time, each time, always, at will, on demand, reliably, consistently, randomly, at random, sporadic\w*, intermittent\w*, deterministic\w*, now and then, only (sometimes|once), one in \w+, out of (ten|10|how many|\d+), on every (call|try|attempt|run|join|start), a pattern, certain (conditions|actions|moments)"
)
ASKED_EN = frames(
    f"(?:does|do|did|will|would|is|are|can|could|has|have) (?:it|this|that|they|the same|the [\\w -]{{2,24}}?|you (?:see|get|hear|have) (?:it|this|the same)) [^.?!]{{0,40}}?(?:in|on|with|using|from|against|inside|under|without) (?:an? |the |our )?{ELSEWHERE_EN}[^.!]{{0,30}}\\?",
    f"(?:does|do|did|is|are|can) (?:it|this|that|they|you|the [\\w -]{{2,24}}?) [^.?!]{{0,40}}?{OFTEN_EN}[^.!]{{0,30}}\\?|(?:^|[,;:] ?|and |or )(?:is it )?{OFTEN_EN}[^.!]{{0,20}}\\?",
    f"{GIVE} … {CARRIER_EN} (?:\\w{{1,12}}\\s){{0,2}}?{any_of('that, which, where, with which, on which, in which, so, to, with, from, as')} [^.?!]{{0,40}}?{GOES_WRONG_EN}",
    f"{any_of('describe, explain, tell (me|us), show (me|us), write (down|up|out)?, note( down)?, list, walk (me|us) through, outline, spell out, sketch, document, record, know, understand, learn')} [^.?!]{{0,20}}?{any_of('how, what, which, the order, the sequence, the path, the way, the steps, each step, every step, the exact')} [^.?!]{{0,50}}?{GOES_WRONG_EN}",
    any_of(
        r"""(isolate|narrow|strip|reduce|boil|cut|trim|minimi[sz]e|extract|distil|shrink) (it|this|that|the \w+|your \w+)( \w+)? (down|in|into|to|out|further), (get|make|bring|cause|force) (it|this|the \w+) (\w+ )?to (fail|happen|crash|occur|break|freeze|stop|appear|show) (here|again|on|at|in|with|myself|ourselves|for us), so (that )?(i|we|our \w+|the \w+) (can|could) (also |then )?(reproduce|repro|trigger|hit it|step through|debug|run it|replay|see it (fail|happen|too)|hear it), to (see|reproduce|repro|trigger|hear|hit|provoke|replay) (it|this|the \w+) (here|locally|myself|ourselves|in-house|at will|on demand|in (our|my) lab|on (our|my) (side|bench|desk|end|machine|devices?)), (what|which) (exactly |precisely )?(do|did|does|are|were|must|should) (you|they|he|she|i|we|the (user|host|viewer|anchor|guest)s?|one) (\w+ )?(do|doing|click|press|tap|run|have to do|need to do)(?! (about|now|with it|next))[^.!]{0,40}\?, what (has|have|does it take) to (happen|be done), something (runnable|to run|reproducible), (runnable|reproducible|self-contained|standalone) \w+, how (do|can|could|would|should|did) (i|we|you|one|they) (\w+ )?(get|make|bring|cause|provoke|reach|set (this|it|that) up|arrive|end up|hit|run into)[^.!]{0,40}\?, how (many|often|frequently)( \w+){0,3} (times|attempts|tries|calls|runs)? ?(does|do|before|until|it takes)[^.!]{0,30}\?, i (can't|cannot|couldn't|can not|could not|am unable to|am not able to) (reproduce|repro|trigger|see|get|make|provoke|hit|recreate)[^?]{0,60}(what|which|how|could|can|any)[^?]{0,60}\?, (actions?|clicks?|taps?|steps|events|inputs|calls|keys) (\w+ ){0,3}(lead|leads|led|needed|required|precede\w*|bring|brought|it takes), (leads?|led|leading) (up )?to (it|this|that|the \w+)[^?]{0,20}\?, on purpose, from (app |cold |a cold |a clean |a fresh )?(start|launch|login|install) (up )?(to|until|till), what (precedes|preceded|comes before|happens (just |right )?before)[^?]{0,40}\?, can (i|we) (use|have|borrow|access|join|try with|play with) (your|the|that) (\w+ )?(room|account|app|stream|page|test \w+|staging|sandbox)[^?]{0,40}\?, (a|some|any) (way|means|chance|method) (for (me|us) )?(to (see|reproduce|trigger|provoke|replay|get|hit)|of (seeing|reproducing|triggering)), is there (a|any) (pattern|trigger|recipe|sequence|way to (trigger|provoke|reproduce|force|see|make)), (exact|precise|full|complete) (steps|sequence|order|recipe|procedure|scenario|path|workflow)"""
    ),
)
WANTED = frames(
    f"{GIVE} … {either(SAMPLE, WAY)}",
    f"{either(SAMPLE, WAY)} .. {any_of('给, 发(?!现|生), 提供, 贴, 有吗, 吗, 呢, 说(?!明是), (?<!部)写(?!得|的), 要(?!改|是), 来一, would (help|be|get), please, pls, needed, that (shows|does|triggers|reproduces|demonstrates|exhibits|has), with which, to (reproduce|debug|work with)')}",
    f"{any_of('能否, 能不能, 可否, 请, 麻烦, 方便, 尝试, 试着, 如果能, 帮忙, 想办法, try to, help us, how can we, able to, in order to, so (we|i|that we) can, so as to')} … {REPRODUCE}",
    f"{REPRODUCE} .. {any_of('吗, 么, 呢, 一下(?!了), 给我们, 录')}",
    f"(?<![a-z]){REPRODUCE}[^.!]{{0,50}}\\?",
)
# How it came about; something new that shows nothing else; what we do after them.
HOW_ZH = frames(
    r"(?<!来)(?<!会)(?:告诉|说|写|描述|列|讲|录|给)(?:我们?|一?下|清楚|明|来|出)?[^,。;?]{0,20}?(?:怎么(?!样|看|办|处理|回复)|每一步|(?<!排查)(?<!处理)过程|顺序|先后|依次|步骤|操作|干了|做了(?!哪些核查))(?!说明)",
    r"(?:从头|一步步|(?<!处理)过程|每一步|怎么(?:弄|出|录|操作|来|进|切|点|触发|起)(?:出来|来)?的|干了(?:啥|什么)|做了(?:啥|什么))[^,。;]{0,10}?(?:发|写(?!个说明|个小报告)|(?<!个)说(?!明)|给|录|列|告诉|也说|一遍)",
    r"(?:新建|写|建|做|搭|弄|(?<!推)出)[^,。;]{0,6}?(?:最?简单|空白|空的|干净|只(?:有|放|做|包含|保留|依赖)|最小|单独|一个场景)[^,。;]{0,20}",
    r"(?:用|拿|在|换)(?:我们|官方|我司|官网|别的|另一?台|其[他它]|空白|干净)[^,。;]{0,12}?(?:demo|例子|示例|页面|机器?|浏览器|工程|应用|设备|账号|手机)[^。;]{0,24}?(?:试|看(?!到)|跑|进|推|播|切|生成|会不会|是否|能不能)",
    r"我(?:这边|们)?照着|(?:我|我们)(?:这台|这边|手上|手里|这里)[^,。;]{0,8}?怎么[^,。;]{1,6}都(?:不|没)|还是(?:偶尔|有时|随机|偶发|只有)|先[^,。;]{1,12}还是[^,。;]{0,3}先",
    r"(?:脚本|用例|代码片段|命令|工程|hap|unitypackage|html)[^,。;]{0,8}?(?:给(?!您|你)|发(?!现|布)|也留|也请|导出|打包|贴|一份)|(?:给|导出|打包|留|要)(?:一份|个|我们?)?[^,。;?您你]{0,10}?(?:脚本|用例|代码片段|小工程|unitypackage|hap|单文件)",
)
# An experiment of theirs, and what is to be watched for in it: whether it is so.
EXPERIMENT_ZH = frames(
    r"(?:切(?!换方式|片)|开|播(?!放器)|推|建|跑|试|重复|连续|进|拔|录|灌|拉|走|操作|生成|登|换|接入)[^。;]{0,30}?(?:看|观察|瞧|记录|比较)(?:看|下|一下|是|每次|每)?[^。;]{0,14}?(?:会不会|是否|能不能|能否|还会|是不是|有没有|仍|([一-鿿])[不没]\1|同样|相同|一样)"
)
JOINT_ZH = frames(
    r"俩|陪|一起|咱|跟(?:你|您)|与(?:您|贵司)|同步观察|守着|演练|改完|改好|改成|修好|修复|新包|新版|补丁|到时|等他们|我(?:再)?(?:来|在)|我(?:这边|们)?拉|下降|恢复"
)
"""Who tests together, or after a change, wants to see it hold."""
# for the sake of the fix, not of the fault
AFTER_FIX = frames(
    any_of(
        r"""(happens?|occurs?|reproduces?|persists?|fails?) (now|again|after)\W*$, with the (fix|patch|new (build|version|key|token|profile)|hotfix|beta), article, troubleshoot\w*, guide, after (the|this|that|my|our) (fix|patch|change|update)"""
    )
)
# told, done, or not wanted
DONE = frames(
    any_of(
        r"""不用, 在?复现(时|的时候), 另开, 若您后续, 陪你, 陪您, 研发仍在, 不必, 不需要, 无需, 无须, 别再, (?<!能)复现了, 已(经)?(稳定|在|成功|能|本地)?[^,。]{0,8}(?=复现|重现), 稳定复现了, 成功, 我们(这边|已|也|能|可以|内部)?(已|能|可以|没能|稳定|成功|复现|还在)+(?!看到|崩), 在我方, 正在(尝试)?, 还在, (测试|研发|qa)(同学|同事)(还|正|已)?在, 尝试复现, 之前有, 上次, (?<!为)感谢(?!反馈)(?=[^,。]{0,6}(提供|您的)), 谢谢(?=[^,。]{0,4}(您|你)的(步骤|demo)), 按(您|你)(给|提供|说|写)?的, 用(您|你)的, (您|你)(给|提供|发|写)的, 您说, 无法复现, 先把 ?demo, 修好了, 再试试还, 下面是, 步骤如下, 如下, 参考, 下载, 已修, 不出来也, 一般和, 修复(后|了), 验证修复, 自查, 改好, 写死,
        no (need|demo|steps)( needed)?, don't need, needn't, not necessary, not required, (we|i|qa|our qa|they)( have|'ve)?( \w+ly)? (reproduced|recreated|were able|was able|managed|can reproduce|could reproduce|will try|tried to), reproduced(?! (by|with|it\?)), unable to, able to reproduce (it|this|the)(?! on your)(?=[^?]*$), (can't|cannot|can not|couldn't|could not|not able to) (reproduce|repro|recreate|replicate)(?=[^?.]{0,40}$), thanks for the (repro|demo|sample|steps|example)\w*, thank you for the (repro|demo|sample|steps|example)\w*, you asked, only reproduces, (follow|following|try|these|our|the troubleshooting|through the|those|below|above) (\w+ )?steps, troubleshooting steps, steps (to|for) (enable|fix|resolve|reset|set up|configur\w+|update|contact|recover), next steps?, steps in (your|the), similar ticket, schedule a demo, test the fix, confirm the fix, (fixed|fix) in, fixing pr, in your own docs, sample rate, demo app can be, in your report, your (repo|demo|steps|example) (works|was|were|is)"""
    ),
)


@signal(Signal.ASKS_FOR_REPRODUCTION, zh="要求复现", en="asks for a reproduction")
def asks_for_reproduction(said: Utterance) -> Evidence | None:
    """Steps, a minimal example or a repository, or whether and how it can be made to happen, so as to reproduce it.

    Not: that it was reproduced, or need not be.
    """
    asked = said.evidence((*ASKED, *WANTED, *HOW_ZH), DONE) or said.evidence(ASKED_EN, (*DONE, *AFTER_FIX))
    return asked or first(said.sentences, _experiment)


def _experiment(sentence: Sentence) -> Evidence | None:
    return None if has(sentence.text, JOINT_ZH) else next(sentence.matches(EXPERIMENT_ZH, DONE), None)
