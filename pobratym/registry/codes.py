"""Codes of countries and languages: ISO 3166-1 alpha-2 and the languages that CLDR names.

Both lists are taken from CLDR as Babel carries it (a test compares them), and stand here because
loading a locale to check a record would cost more than reading the record.
"""

import re

_COUNTRIES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ
EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW
GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY
KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV
MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY
QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG
TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM
ZW
"""
COUNTRIES = frozenset(_COUNTRIES.split())
"""The officially assigned codes of ISO 3166-1; neither reserved nor user-assigned ones."""

_LANGUAGES = """
aa ab ace ach ada ady ae aeb af afh agq ain ak akk akz ale aln alt am an ang ann anp ar arc
arn aro arp arq ars arw ary arz as asa ase ast atj av avk awa ay az ba bal ban bar bas bax
bbc bbj be bej bem bew bez bfd bfq bg bgc bgn bho bi bik bin bjn bkm bla blo blt bm bn bo
bpy bqi br bra brh brx bs bss bua bug bum byn byv ca cad car cay cch ccp ce ceb cgg ch chb
chg chk chm chn cho chp chr chy cic ckb clc co cop cps cr crg crh crj crk crl crm crr crs cs
csb csw cu cv cy da dak dar dav de del den dgr din dje doi dsb dtp dua dum dv dyo dyu dz dzg
ebu ee efi egl egy eka el elx en enm eo es esu et eu ewo ext fa fan fat ff fi fil fit fj fo
fon fr frc frm fro frp frr frs fur fy ga gaa gag gan gay gba gbz gd gez gil gl glk gmh gn
goh gon gor got grb grc gsw gu guc gur guz gv gwi ha hai hak haw hax he hi hif hil hit hmn
hnj ho hr hsb hsn ht hu hup hur hy hz ia iba ibb id ie ig ii ik ikt ilo inh io is it iu izh
ja jam jbo jgo jmc jpr jrb jut jv ka kaa kab kac kaj kam kaw kbd kbl kcg kde kea ken kfo kg
kgp kha kho khq khw ki kiu kj kk kkj kl kln km kmb kn ko koi kok kos kpe kr krc kri krj krl
kru ks ksb ksf ksh ku kum kut kv kw kwk kxv ky la lad lag lah lam lb lez lfn lg li lij lil
liv lkt lmo ln lo lol lou loz lrc lsm lt ltg lu lua lui lun luo lus luy lv lzh lzz mad maf
mag mai mak man mas mde mdf mdr men mer mfe mg mga mgh mgo mh mi mic min mk ml mn mnc mni
moe moh mos mr mrj ms mt mua mus mwl mwr mwv my mye myv mzn na nan nap naq nb nd nds ne new
ng nia niu njo nl nmg nn nnh no nog non nov nqo nr nso nus nv nwc ny nym nyn nyo nzi oc oj
ojb ojc ojs ojw oka om or os osa ota pa pag pal pam pap pau pcd pcm pdc pdt peo pfl phn pi
pis pl pms pnt pon pqm prg pro ps pt qu quc qug raj rap rar rgn rhg rif rm rn ro rof rom rtm
ru rue rug rup rw rwk sa sad sah sam saq sas sat saz sba sbp sc scn sco sd sdc sdh se see
seh sei sel ses sg sga sgs sh shi shn shu si sid sk sl slh sli sly sm sma smj smn sms sn snk
so sog sq sr srn srr ss ssy st stq str su suk sus sux sv sw swb syc syr szl ta tce tcy te
tem teo ter tet tg tgx th tht ti tig tiv tk tkl tkr tl tlh tli tly tmh tn to tog tok tpi tr
tru trv trw ts tsd tsi tt ttm ttt tum tvl tw twq ty tyv tzm udm ug uga uk umb ur uz vai ve
vec vep vi vls vmf vmw vo vot vro vun wa wae wal war was wbp wo wuu xal xh xmf xnr xog yao
yap yav ybb yi yo yrl yue za zap zbl zea zen zgh zh zu zun zza
"""
LANGUAGES = frozenset(_LANGUAGES.split())
"""Primary language subtags (BCP 47) with a name in CLDR."""

_LANGUAGE_TAG = re.compile(
    r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-[a-z0-9]{4,8})*"
)
_REGION = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")


def is_language_tag(text: str) -> bool:
    """Whether `text` is a BCP 47 tag in its usual letter case: `uk`, `uk-Latn`, `pt-BR`."""
    match = _LANGUAGE_TAG.fullmatch(text)
    return match is not None and match[1] in LANGUAGES


# What is typed for a language by who thinks of its country, or of ISO 639-2.
_OFTEN_MEANT = {
    "ua": "uk",
    "ukr": "uk",
    "eng": "en",
    "gb": "en",
    "us": "en",
    "cz": "cs",
    "dk": "da",
}


def probable_language(text: str) -> str:
    """The language tag that was probably meant, or ""."""
    lower = text.lower()
    return _OFTEN_MEANT.get(lower) or (lower if is_language_tag(lower) else "")


def country_of_region(code: str) -> str:
    """The country of an ISO 3166-2 code, or "" where `code` does not have that form."""
    match = _REGION.fullmatch(code)
    return match[1] if match and match[1] in COUNTRIES else ""
