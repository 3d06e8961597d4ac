"""The words of giving (奖 补 贴 减 免): verbs that hand something over, nouns of what is handed over, words of limits.

They are kept as parts of regular expressions, longest first, and shared by the files that read a rule's parts.
"""

# Hand over: a figure to the right of one of these is what is given, unless a word of measuring stands between.
GIVE = (
    "给予|予以|给与|发给|奖励|奖补|补助|补贴|资助|贴息|贴补|补偿|返还|返补|退还|扶持|激励|配套|减免|免除|减收|让利|优惠|抵用|抵扣券|"
    "下浮|下调|降低|下降|调低|降至|降到|减按|打折|再奖|再补|各奖|各补|奖|补"
)
# What is given; a figure directly before one of these is what is given.
GIFT = (
    "奖励|奖补|补助|补贴|资助|贴息|贴补|补偿|返还|扶持|激励|配套|支持|优惠|减免|奖金|津贴|生活费|安家费|购房补|租房补|经费|"
    "担保贷款|创业贷款|信用贷款|贴息贷款|贷款支持|资金支持|消费券|现金券|红包|担保支持|融资支持|授信支持|落户费|开办费|奖|补"
)
# Hand over without saying that it is a gift: only with a gift behind.
HAND = "给予|予以|给与|发给|发放|提供|享受|申请|进行|实施|实行|兑现|拨付|作为|用于"
# A loan that the public purse guarantees or subsidises; its ceiling is an incentive.
LOAN = "担保贷款|贴息贷款|创业贷款|信用贷款|富民贷|贷款支持|信贷支持|融资支持|担保支持|授信支持|创业担保"
# Charges that can be cut.
CHARGE = "租金|房租|租费|收费|费用|费率|利率|电价|气价|水价|运价|价格|通行费|会费|费|息|票价|门票|罚息|工本费"
# Words of a ceiling.
CEILING = "最高|最多|不超过|不得超过|不超|不高于|上限|封顶|限额(?!以[上下])|至多|为限|控制在|不大于|以内"
# What a threshold is a threshold of: money behind one of these asks, it does not give.
MEASURED = (
    "达到|达|超过|突破|满|超|高于|大于|低于|不足|不少于|收入|产值|销售|销售额|营收|营业额|投资|投资额|总投资|投入|资本|资产|"
    "税收|纳税|纳税额|缴纳|成交额|交易额|合同额|进出口|出口|进口|出口额|进口额|进出口额|实缴|到位|到账|估值|市值|融资额|余额|存量|"
    "利润|增加值|(?<!给予)总额|规模|贡献|造价|单价|价值|注册资金|年薪|薪酬|工资|净资产|金额|用资|外资|损失|保额|限额以上|贡献度|费用"
)
