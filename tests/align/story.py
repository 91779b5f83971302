"""A little story in both languages, sentence by sentence, for tests that need text which means something."""

STORY = [
    ("清晨，老渔夫把船推进海里。", "Early in the morning the old fisherman pushed his boat into the sea."),
    ("他的妻子站在码头上，向他挥手告别。", "His wife stood on the pier and waved goodbye to him."),
    ("天上没有一片云，风也很小。", "There was not a cloud in the sky and hardly any wind."),
    ("中午他已经捕到了四十条鱼。", "By noon he had already caught forty fish."),
    ("他坐下来吃面包，喝了一点茶。", "He sat down to eat some bread and drank a little tea."),
    ("突然，一条大鲸鱼从水下浮了上来。", "Suddenly a great whale came up from under the water."),
    ("船摇晃得很厉害，几乎翻了。", "The boat rocked so hard that it almost turned over."),
    ("老人抓住桅杆，大声呼救。", "The old man held on to the mast and shouted for help."),
    ("远处一艘军舰听到了他的声音。", "A warship in the distance heard his voice."),
    ("船长命令士兵放下小艇。", "The captain ordered the soldiers to lower a small boat."),
    ("两个小时以后，他们把老人救上了军舰。", "Two hours later they brought the old man aboard the warship."),
    ("医生给他检查了身体，说他没有受伤。", "The doctor examined him and said that he was not hurt."),
    ("晚上，厨师为大家做了鱼汤。", "In the evening the cook made fish soup for everyone."),
    ("老人讲起了他年轻时的故事。", "The old man told stories of when he was young."),
    ("第二天，军舰把他送回了家乡的港口。", "The next day the warship took him back to the harbour of his home town."),
    ("他的妻子哭着跑过来拥抱他。", "His wife ran up in tears and embraced him."),
    ("报纸用整整一版报道了这件事。", "The newspaper gave a whole page to the affair."),
    ("政府送给他一条新船。", "The government gave him a new boat."),
    ("可是他再也没有出海。", "But he never went to sea again."),
    ("他在山上买了一座小房子，种起了苹果树。", "He bought a small house in the mountains and planted apple trees."),
]
