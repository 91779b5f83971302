"""Signs of notes, as parts of patterns: what stands behind a sentence, and before the note."""

CIRCLED = "\\u2460-\\u2473\\u3251-\\u325f\\u32b1-\\u32bf"  # ① to ㊿
SUPERSCRIPT = "¹²³⁰⁴-⁹"
WRITTEN_NOTE = r"[(（\[［〔【]注释?[\d一二三四五六七八九十]{0,3}[)）\]］〕】]"  # （注1）, 〔注〕, 【注释二】
