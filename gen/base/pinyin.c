/*
 * Readings. ICU's collation puts each character at one reading; where a name is
 * read otherwise (长沙, 重庆), a character that has the right one takes its
 * place in the text that the name is sorted by.
 *
 * The collation keeps the characters of a syllable together. The table names the
 * first of each, so a character's syllable is found by comparing alone, without
 * ICU's transliterator, which takes 0.1 s to begin. Tones are not known.
 */
#include <assert.h>
#include <string.h>

#include "base/base.h"

enum { SYLLABLES_MOST = 420, LETTERS_MOST = 6 };

/* Each syllable and the first character that the collation reads so, in its order. */
static const char table[] =
    "a阿ai哎an安ang肮ao凹ba丷bai挀ban扳bang邦bao勹bei陂ben奔beng伻bi屄bian边biao灬bie憋"
    "bin汃bing冫bo癶bu峬ca嚓cai偲can参cang仓cao撡ce冊cen嵾ceng曽cha叉chai芆chan辿chang伥"
    "chao抄che车chen抻cheng阷chi吃chong充chou抽chu出chua欻chuai揣chuan巛chuang刅chui吹"
    "chun旾chuo逴ci呲cong匆cou凑cu粗cuan汆cui崔cun邨cuo搓da咑dai呆dan丹dang当dao刀de嘚den扥"
    "deng灯di氐dian甸diao刁die爹ding丁diu丟dong东dou吺du厾duan耑dui垖dun吨duo多e妸ei诶en奀"
    "eng鞥er儿fa发fan帆fang匚fei飞fen分feng丰fiao覅fo仏fou紑fu夫ga旮gai侅gan甘gang冈gao皋"
    "ge戈gei给gen根geng刯gong工gou勾gu估gua瓜guai乖guan关guang光gui归gun丨guo呙ha哈hai咍"
    "han佄hang夯hao茠he诃hei黒hen拫heng亨hm噷hong叿hou齁hu乎hua花huai怀huan欢huang巟hui灰"
    "hun昏huo吙ji丌jia加jian戋jiang江jiao艽jie阶jin巾jing坕jiong冂jiu丩ju凥juan姢jue噘jun军"
    "ka咔kai开kan刊kang忼kao尻ke匼kei剋ken肎keng劥kong空kou抠ku扝kua夸kuai蒯kuan宽kuang匡"
    "kui亏kun坤kuo扩la垃lai来lan兰lang啷lao捞le肋lei勒leng崚li哩lia俩lian奁liang良liao撩"
    "lie毟lin拎ling伶liu溜lo囖long龙lou瞜lu噜luan娈lue掠lun抡luo罗m呣ma妈mai埋man嫚mang牤"
    "mao猫me嚒mei呅men椚meng擝mi咪mian宀miao喵mie乜min民ming名miu谬mo摸mou哞mu毪n嗯na拏"
    "nai腉nan囡nang囔nao孬ne疒nei娞nen恁neng能ni妮nian拈niang娘niao鸟nie捏nin囜ning宁niu妞"
    "nong农nou羺nu奴nuan奻nue疟nun黁nuo郍o喔ou讴pa妑pai拍pan眅pang乓pao抛pei呸pen喷peng匉"
    "pi丕pian囨piao剽pie氕pin姘ping乒po钋pou剖pu仆qi七qia掐qian千qiang呛qiao悄qie苆qin亲"
    "qing靑qiong芎qiu丘qu区quan奍que缺qun夋ran呥rang穣rao娆re惹ren人reng扔ri日rong茸rou厹"
    "ru邚rua挼ruan堧rui婑run瞤ruo捼sa仨sai毢san三sang桒sao掻se閪sen森seng僧sha杀shai筛"
    "shan山shang伤shao弰she奢shei谁shen申sheng升shi尸shou収shu书shua刷shuai衰shuan闩"
    "shuang双shui脽shun吮shuo说si厶song忪sou凁su苏suan狻sui夊sun孙suo唆ta他tai囼tan坍tang汤"
    "tao夲te忑teng熥ti剔tian天tiao旫tie帖ting厅tong囲tou偷tu凸tuan湍tui推tun吞tuo乇wa屲"
    "wai歪wan弯wang尣wei危wen昷weng翁wo挝wu乌xi夕xia虲xian仙xiang乡xiao灱xie些xin心xing星"
    "xiong凶xiu休xu吁xuan吅xue削xun坃ya丫yan恹yang央yao幺ye倻yi一yin囙ying应yo哟yong佣you优"
    "yu込yuan囦yue曰yun晕za帀zai災zan兂zang匨zao傮ze则zei贼zen怎zeng増zha扎zhai夈zhan枬"
    "zhang张zhao佋zhe蜇zhen贞zheng凧zhi之zhong中zhou州zhu朱zhua抓zhuai拽zhuan专zhuang妆"
    "zhui隹zhun宒zhuo卓zi乲zong宗zou邹zu租zuan钻zui厜zun尊zuo昨";

struct syllable {
	const char *letters;
	char first[5];
};

struct pinyin {
	struct collator *order;
	struct syllable v[SYLLABLES_MOST];
	int n;
};

static size_t letters_of(const char *s)
{
	return strspn(s, "abcdefghijklmnopqrstuvwxyz");
}

/* The next character of s, into one; its length. */
static size_t character(const char *s, char one[5])
{
	const char *end = s;

	text_next(&end);
	memcpy(one, s, (size_t)(end - s));
	one[end - s] = '\0';
	return (size_t)(end - s);
}

struct pinyin *pinyin_new(struct arena *a)
{
	struct pinyin *r = arena_new_of(a, struct pinyin);

	r->order = collator_new();
	for (const char *s = table; *s;) {
		struct syllable *v = &r->v[r->n++];

		assert(r->n <= SYLLABLES_MOST);
		v->letters = arena_dupn(a, s, letters_of(s));
		s += letters_of(s);
		s += character(s, v->first);
	}
	return r;
}

void pinyin_free(struct pinyin *r)
{
	collator_free(r->order);
}

/* The syllable that the collation reads a character as; NULL for what is no Han character. */
static const struct syllable *syllable_of(const struct pinyin *r, const char *one)
{
	const char *s = one;
	int low = 0, high = r->n;

	if (!text_is_han(text_next(&s)))
		return NULL;
	while (high - low > 1) {
		int middle = (low + high) / 2;

		if (collator_compare(r->order, r->v[middle].first, one) <= 0)
			low = middle;
		else
			high = middle;
	}
	return &r->v[low];
}

/* ü is written v, or u where there is no other reading (nue). */
static const struct syllable *syllable_named(const struct pinyin *r, const char *s, size_t n)
{
	char letters[LETTERS_MOST + 1] = "";

	if (n == 0 || n > LETTERS_MOST)
		return NULL;
	memcpy(letters, s, n);
	if (n > 1 && letters[1] == 'v')
		letters[1] = 'u';
	for (int i = 0; i < r->n; i++)
		if (strcmp(r->v[i].letters, letters) == 0)
			return &r->v[i];
	return NULL;
}

/* A reading that is divided among the characters of a name. */
struct split {
	const struct pinyin *r;
	const char *reading;
	const struct syllable **out; /* of each character of the name */
	bool *dead;                  /* what cannot be divided, for each character and letter */
	size_t length;
};

static bool split_rest(const struct split *x, const char *name, const char *s, size_t i);

static bool try_letters(const struct split *x, const char *rest, const char *s, size_t n, size_t i)
{
	const struct syllable *v = syllable_named(x->r, s, n);

	x->out[i] = v;
	return v && split_rest(x, rest, s + n, i + 1);
}

/* The syllable of the collation first; then the longest that leaves enough for the others. */
static bool split_rest(const struct split *x, const char *name, const char *s, size_t i)
{
	char one[5];
	size_t n = letters_of(s += strspn(s, " ")), own;
	const struct syllable *v;
	bool *dead;

	if (!*name)
		return !*s;
	dead = &x->dead[i * x->length + (size_t)(s - x->reading)];
	if (*dead)
		return false;
	*dead = true; /* unless it is divided now */
	name += character(name, one);
	v = syllable_of(x->r, one);
	if (!v) {
		x->out[i] = NULL;
		return split_rest(x, name, s, i + 1);
	}
	own = strlen(v->letters);
	if (strncmp(s, v->letters, own) == 0 && try_letters(x, name, s, own, i))
		return true;
	for (n = MIN(n, LETTERS_MOST); n > 0; n--)
		if (try_letters(x, name, s, n, i))
			return true;
	return false;
}

bool pinyin_correct(
    struct pinyin *r, struct arena *a, const char *name, const char *reading, char **out)
{
	size_t n = text_length(name), length = strlen(reading) + 1;
	struct split x = {r, reading, arena_array(a, const struct syllable *, n + 1), NULL, length};
	struct buf b = {0};
	char one[5];

	x.dead = arena_array(a, bool, n *length + 1);
	if (!split_rest(&x, name, reading, 0))
		return false;
	for (size_t i = 0; *name; i++) {
		name += character(name, one);
		buf_puts(&b, x.out[i] && x.out[i] != syllable_of(r, one) ? x.out[i]->first : one);
	}
	*out = buf_keep(&b, a);
	return true;
}

int pinyin_compare(const struct pinyin *r, const char *a, const char *b)
{
	return collator_compare(r->order, a, b);
}

char pinyin_letter(const struct pinyin *r, const char *s)
{
	char one[5];
	const struct syllable *v;

	character(s, one);
	v = syllable_of(r, one);
	if (v)
		return (char)(v->letters[0] - 'a' + 'A');
	if (one[0] >= 'a' && one[0] <= 'z')
		return (char)(one[0] - 'a' + 'A');
	return (char)(one[0] >= 'A' && one[0] <= 'Z' ? one[0] : '#');
}

void pinyin_spell(const struct pinyin *r, const char *s, struct buf *b)
{
	char one[5];
	bool word = false;

	for (; *s; s += strlen(one)) {
		const struct syllable *v;

		character(s, one);
		v = syllable_of(r, one);
		bool letter = (one[0] >= '0' && one[0] <= '9') || pinyin_letter(r, one) != '#';
		if (!letter || v || !word)
			buf_puts(b, b->len && b->s[b->len - 1] != ' ' ? " " : "");
		if (v)
			buf_puts(b, v->letters);
		else if (letter)
			buf_putc(b,
			    (char)(one[0] >= 'A' && one[0] <= 'Z' ? one[0] + 'a' - 'A' : one[0]));
		word = letter && !v;
	}
}
