"""The words that questions are put together from. A list is drawn from by position: a word put in changes every question after it."""

NAMES = """Tom Anna Ben Mia Sam Lily Jack Emma Max Zoe Leo Ruby Adam Nina Paul Sara Omar Ivy Luke Eva Noah Ella Finn Maya Carl Rosa Hugo
Lena Dan Kate Alex Lucy Mark Tina Ali Julia Peter Grace Oscar Jane John Mary Bob Alice Lisa David Sophie Chris Laura Tim Nora Felix Clara
Simon Hannah Robert Maria James Susan Kevin Amy Eric Helen Ken Rita Liam Olivia George Emily Henry Sarah Charlie Bella Daisy Oliver Amelia
Mason Ethan Chloe Isla Arthur Fred Archie Alfie Harry Edward Louis Martha Rose Violet Pablo Diego Carmen Sofia Lucas Mateus Ines Anton
Boris Igor Olga Tanya Ivan Yuki Kenji Hiro Mei Wei Ravi Anita Arjun Leila Hassan Fatima Aisha Amir Zara Marco Giulia Paolo Bianca Pierre
Claire Louise Marie Karl Greta Hans Heidi Lars Astrid Erik Freya Jonas Mila Jakob Theo Jan Eve Joe Sue Ron Don Ann Jim Bill Ted Roy Max
Pam Gina Toby Joan Jean Carla Rachel Linda Brian Jason Nick Steve Tony Vera Wendy Ursula Victor Walter Philip Simone Monica""".split()

THINGS = """apple book pencil sticker marble cookie card shell coin stamp balloon pen cup egg flower candy toy orange lemon plum bottle
button stone ticket muffin key hat sock bead nut banana pear cake sandwich pizza sweet crayon notebook ball doll car photo plant tree rose
chair table lamp shirt plate glass spoon block brick tile rope badge magazine letter envelope picture comic tomato potato carrot onion
peach berry cherry melon biscuit chocolate donut bun loaf hen cow sheep duck rabbit bird fish dog cat horse box candle ribbon magnet
battery phone tool nail screw hammer brush towel pillow blanket curtain mirror clock watch ring necklace bracelet wallet purse coat boot
glove helmet racket bat puzzle drum guitar violin camera laptop tablet screen cable mouse keyboard poster map flag rocket truck bike
scooter boat wheel seed bush tulip mushroom pepper bean pea cucumber pumpkin olive grape mango kiwi apricot walnut almond pie pretzel
waffle burger sausage snack lollipop fork knife pan pot kettle rug goat bee snake turtle lion monkey penguin owl kitten puppy snail
butterfly robot statue vase medal token gem diamond feather log stick rock star bulb song game video coupon pin clip eraser ruler marker
folder stapler basket bucket tent rod net dress skirt belt scarf sweater""".split()

FOOD = set(
    """apple cookie egg candy orange lemon plum muffin nut banana pear cake sandwich pizza sweet tomato carrot peach berry cherry biscuit
    chocolate donut bun""".split()
)

BEINGS = "children people passengers students birds ducks players guests visitors kids workers boys girls fish dogs cows cats".split()
FRIENDS = "neighbours guests teammates sisters colleagues boys girls cats dogs rabbits families workers students".split()
COLOURS = "red blue green yellow white black big small old new".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

# The rarer words of a kind are drawn less often than the common ones, which stand in the list several times.
RARE_BOXES = """bucket suitcase chest tin can vase folder backpack wagon cupboard locker cage barrel pot bundle set branch van truck tent
bed desk cart sack drum case container""".split()
BOXES = 4 * "box bag basket shelf jar crate pack tray drawer packet bowl row".split() + RARE_BOXES
MONEY = 3 * "euros dollars pounds coins cents euros dollars".split() + "francs bucks pesos crowns pennies rupees".split()

# Verbs of getting and of parting with things; what follows a hyphen is not conjugated.
GAIN = "buy find get receive collect pick-up win add take buy get make bring gather".split()
RARE_GAIN = """acquire obtain gain purchase order borrow gather harvest fetch grab accept inherit unpack draw knit fold carve dig-up save
store load bring-home take-home pick receive-back score steal pull-out choose build create produce""".split()
LOSE = "give-away lose sell use drop throw-away donate use-up give-back break hand-out return".split()
RARE_LOSE = """misplace waste crush smash tear-up trade-away swap mail post ship pass-on gift discard toss-out recycle forget consume
eat-up swallow bury erase unload hand-over part-with damage ruin sacrifice auction give-out throw-out spill rip scrap remove""".split()

SYLLABLES = """ba be bo da de di fa ga go ha hi jo ka ki ko la le li lo lu ma mi mo na ne ni no pa pe po ra re ri ro ru sa se si so ta te
ti to va vi wa xa ya yo za ze zo""".split()
ENDINGS = ["", "", "n", "s", "l", "r", "x", "th", "m", "ck"]


def invented(r):
    """A word that no list has, so that a model learns to copy words it does not know."""
    return "".join(r.choice(SYLLABLES) for _ in range(r.choice((2, 2, 3)))) + r.choice(ENDINGS)
