//! Codes of word/ and advice/.

use super::entry::Explained;

pub(super) const CODES: &[Explained] = &[
    Explained {
        code: "word/slip",
        what: "别字、错用的词、不用的词形",
        what_en: "a sure slip, or a form that the list of variants does not recommend",
        why: "只认词表里的写法（crates/check/rules），每一条有出处和对错两个例子；不按词典、读音、字形去猜。可能对的写法要有上下文作证。",
        source: "GF 1001—2001《第一批异形词整理表》；《现代汉语词典》（第7版）；《当代汉语出版物中最常见的100个别字》",
        wrong: "及时布署防汛工作。",
        right: "及时部署防汛工作。",
    },
    Explained {
        code: "word/outdated",
        what: "已经改名、合并的机构和不再使用的称谓",
        what_en: "a name that is out of use",
        why: "全文只说一次；前面有“原”、在引号和书名号里、否定的不报。",
        source: "《深化党和国家机构改革方案》（2018年）、《党和国家机构改革方案》（2023年）",
        wrong: "县国土局现场核查了用地情况。",
        right: "县自然资源局现场核查了用地情况。",
    },
    Explained {
        code: "word/order",
        what: "固定表述的用字、次序不对",
        what_en: "a fixed wording in another form or order",
        why: "同一届的全会按次序写；“新发展理念”“五位一体”等成员挨着写、次序又不同时报。",
        source: "《中国共产党章程》；中国共产党第二十次全国代表大会报告",
        wrong: "学习党的二十届三中、二中全会精神。",
        right: "学习党的二十届二中、三中全会精神。",
    },
    Explained {
        code: "word/repeat",
        what: "字词、句子重复",
        what_en: "what stands twice",
        why: "连写两次的字、词；一字不差的整句。“一步一步”“为了了解”不报。",
        source: "《图书编校质量差错认定细则》",
        wrong: "干部的的作风明显好转。",
        right: "干部的作风明显好转。",
    },
    Explained {
        code: "word/name-differs",
        what: "机构、文件的名称不规范或者前后不一致",
        what_en: "an improper name, or one body under two names",
        why: "名称里的“和”“与”前后不同，书名号里的文件名只差一个字（数字、第几批除外），都报。",
        source: "《党政机关公文处理工作条例》第十九条",
        wrong: "县人力资源与社会保障局组织培训。",
        right: "县人力资源和社会保障局组织培训。",
    },
    Explained {
        code: "word/traditional",
        what: "全文是繁体字，用词没有查",
        what_en: "traditional characters: words are not checked",
        why: "词表是规范字的；数字、日期、标点照查。",
        source: "《通用规范汉字表》",
        wrong: "全鎮幹部學習黨的會議精神，對標對表抓落實，設備維護單位進場開工。",
        right: "全镇干部学习党的会议精神，对标对表抓落实，设备维护单位进场开工。",
    },
];

/// Hints.
pub(super) const ADVICE: &[Explained] = &[
    Explained {
        code: "advice/long-sentence",
        what: "句子太长",
        what_en: "a sentence of more than 150 characters",
        why: "一口气念不完，可以断开。只在 --advice 时说。",
        source: "",
        wrong: "全镇上下坚持把人居环境整治作为实施乡村振兴战略的第一场硬仗，由镇主要领导挂帅、分管领导主抓、驻村干部包片、村干部包户，层层压实责任，逐村逐户排查房前屋后的乱搭乱建、乱堆乱放，组织党员、志愿者和公益性岗位人员集中清理沟渠、池塘和公路沿线的积存垃圾，同时完善户集中、村收集、镇转运的工作机制，修订村规民约，评选美丽庭院，让干净整洁成为每一户的习惯，让村庄面貌有了看得见的变化，群众的满意程度明显提高，周边乡镇也前来观摩学习。",
        right: "全镇坚持把人居环境整治作为实施乡村振兴战略的第一场硬仗，层层压实责任。组织党员、志愿者和公益性岗位人员集中清理积存垃圾。",
    },
    Explained {
        code: "advice/no-shortcomings",
        what: "总结里没有找到“存在不足”",
        what_en: "a report without shortcomings",
        why: "有的上级要求必须写。只在 --advice 时说。",
        source: "",
        wrong: "# 某某镇2024年工作总结\n\n今年以来，全镇各项工作有序推进。\n\n一、主要工作\n\n新建泵站2座。\n\n三、下步工作打算\n\n新建泵站3座。\n",
        right: "# 某某镇2024年工作总结\n\n今年以来，全镇各项工作有序推进。\n\n一、主要工作\n\n新建泵站2座。\n\n二、存在的问题\n\n基础设施还有短板。\n\n三、下步工作打算\n\n新建泵站3座。\n",
    },
    Explained {
        code: "advice/no-plan",
        what: "总结里没有找到“下步打算”",
        what_en: "a report without a plan",
        why: "有的上级要求必须写。只在 --advice 时说。",
        source: "",
        wrong: "# 某某镇2024年工作总结\n\n今年以来，全镇各项工作有序推进。\n\n一、主要工作\n\n新建泵站2座。\n\n二、存在的问题\n\n基础设施还有短板。\n\n",
        right: "# 某某镇2024年工作总结\n\n今年以来，全镇各项工作有序推进。\n\n一、主要工作\n\n新建泵站2座。\n\n二、存在的问题\n\n基础设施还有短板。\n\n三、下步工作打算\n\n新建泵站3座。\n",
    },
    Explained {
        code: "advice/plan-figures",
        what: "打算里没有数字",
        what_en: "a plan without figures",
        why: "有目标值才好检查。只在 --advice 时说。",
        source: "",
        wrong: "# 某某镇工作总结\n\n## 下步工作打算\n\n我们将继续加强农村基础设施建设，完善村组道路和供水设施，改善群众的生产生活条件，推动特色产业发展，带动群众增加收入，让广大群众过上更好的日子，不断开创工作的新局面。",
        right: "# 某某镇工作总结\n\n## 下步工作打算\n\n我们将在6月底前由分管领导牵头完成3条村组道路的硬化，完善供水设施，改善群众的生产生活条件，推动特色产业发展，带动群众增加收入，让广大群众过上更好的日子，开创工作的新局面。",
    },
    Explained {
        code: "advice/plan-owner",
        what: "打算里没有责任人和期限",
        what_en: "a plan without owner and date",
        why: "由谁、在什么时候前完成。只在 --advice 时说。",
        source: "",
        wrong: "# 某某镇工作总结\n\n## 下步工作打算\n\n我们将继续加强农村基础设施建设，完善村组道路和供水设施，改善群众的生产生活条件，推动特色产业发展，带动群众增加收入，让广大群众过上更好的日子，不断开创工作的新局面。",
        right: "# 某某镇工作总结\n\n## 下步工作打算\n\n我们将在6月底前由分管领导牵头完成3条村组道路的硬化，完善供水设施，改善群众的生产生活条件，推动特色产业发展，带动群众增加收入，让广大群众过上更好的日子，开创工作的新局面。",
    },
];
