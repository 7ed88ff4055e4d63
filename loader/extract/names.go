package extract

import (
	"slices"
	"sort"
	"strings"

	"rawabit/schema"
	"rawabit/seeds"
)

// target is what a name of the gazetteer means.
type target struct {
	entry *seeds.Entry
	ent   *entity // of a name that the article itself introduced
	short bool    // holds only once the article has named the actor in full
}

// pattern is a name of two words or more; words are folded.
type pattern struct {
	words   []string
	targets []target
}

// gazetteer finds names of the registry in folded words.
type gazetteer struct {
	single map[string][]target
	multi  map[string][]*pattern // by first word, longest first
	nisba  map[string]*nisba
	parts  map[string]bool // the words that end names of persons
}

// nisba is a relative adjective of a registry actor.
type nisba struct {
	entry  *seeds.Entry
	second string // folded second word of a two-word adjective, masculine («كوري جنوبي»)
	plural bool
	fem    bool
	people bool // an irregular plural, a people by itself («الروس»)
}

// called returns the only entry of a type that has a name of several words, nil
// where there is none or several.
func (g *gazetteer) called(name string, t schema.ActorType) *seeds.Entry {
	words := strings.Fields(schema.FoldText(name))
	if len(words) < 2 {
		return nil
	}
	for _, p := range g.multi[words[0]] {
		if len(p.words) != len(words) || !slices.Equal(p.words, words) {
			continue
		}
		if len(p.targets) == 1 && p.targets[0].entry != nil && p.targets[0].entry.Type == t {
			return p.targets[0].entry
		}
		return nil
	}
	return nil
}

func newGazetteer(reg *seeds.Registry) *gazetteer {
	g := &gazetteer{single: map[string][]target{}, multi: map[string][]*pattern{}, nisba: map[string]*nisba{}, parts: map[string]bool{}}
	index := map[string]*pattern{}
	for _, e := range reg.Entries {
		if e.NameAr != "" {
			g.add(index, e.NameAr, target{entry: e})
		}
		for _, a := range e.AliasAr {
			g.add(index, a, target{entry: e})
		}
		for _, a := range e.ShortAr {
			g.add(index, a, target{entry: e, short: true})
		}
		for _, n := range e.Nisba {
			g.addNisba(e, n)
		}
		for _, n := range e.NisbaPl {
			g.nisba[schema.FoldText(n)] = &nisba{entry: e, plural: true, people: true}
			g.nisba["ال"+schema.FoldText(n)] = &nisba{entry: e, plural: true, people: true}
		}
	}
	for first := range g.multi {
		list := g.multi[first]
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].words) > len(list[j].words) })
	}
	return g
}

func (g *gazetteer) add(index map[string]*pattern, name string, t target) {
	folded := schema.FoldText(name)
	words := strings.Fields(folded)
	if len(words) > 0 && t.entry.Type == schema.Person {
		g.parts[words[len(words)-1]] = true
	}
	switch len(words) {
	case 0:
	case 1:
		g.single[folded] = addTarget(g.single[folded], t)
	default:
		p := index[folded]
		if p == nil {
			p = &pattern{words: words}
			index[folded] = p
			g.multi[words[0]] = append(g.multi[words[0]], p)
		}
		p.targets = addTarget(p.targets, t)
	}
}

func addTarget(list []target, t target) []target {
	for i := range list {
		if list[i].entry == t.entry {
			list[i].short = list[i].short && t.short
			return list
		}
	}
	return append(list, t)
}

// accusative ends an indefinite relative adjective: «جنديا عراقيا».
const accusative = "ا"

// nisbaEndings are the endings of a relative adjective after its folded
// masculine singular.
var nisbaEndings = []struct {
	suffix      string
	fem, plural bool
}{{"", false, false}, {"ه", true, false}, {"ون", false, true}, {"ين", false, true}, {"ات", true, true}, {"ان", false, false}, {"تين", true, false}, {"تان", true, false}, {accusative, false, false}}

func (g *gazetteer) addNisba(e *seeds.Entry, text string) {
	words := strings.Fields(schema.FoldText(text))
	if len(words) == 0 {
		return
	}
	second := ""
	if len(words) > 1 {
		second = words[1]
	}
	for _, ending := range nisbaEndings {
		n := &nisba{entry: e, second: second, fem: ending.fem, plural: ending.plural}
		for _, form := range []string{words[0] + ending.suffix, "ال" + words[0] + ending.suffix} {
			key := form
			if second != "" {
				key += " "
			}
			if g.nisba[key] == nil {
				g.nisba[key] = n
			}
		}
	}
}

// nisbaAt returns the relative adjective that stands at the words, and how many
// words it takes.
func (g *gazetteer) nisbaAt(word, next string) (*nisba, int) {
	if n := g.nisba[word+" "]; n != nil && next != "" {
		stem := strings.TrimPrefix(next, "ال")
		if strings.HasPrefix(stem, n.second) && len(stem)-len(n.second) <= 4 {
			return n, 2
		}
	}
	if n := g.nisba[word]; n != nil && (!strings.HasSuffix(word, accusative) || g.single[word] == nil) {
		return n, 1 // «سوريا» is the state
	}
	return nil, 0
}

// clitics are the proclitics that were taken off a word.
type clitics struct {
	conj rune // و, ف or 0
	prep rune // ب, ل, ك or 0
}

// split calls f with every legal way of taking proclitics off a folded word,
// fewest first, until f returns true.
func split(word string, f func(rest string, c clitics) bool) bool {
	if f(word, clitics{}) || splitPrep(word, 0, f) {
		return true
	}
	for _, conj := range []string{"و", "ف"} {
		if rest, ok := strings.CutPrefix(word, conj); ok && len(rest) >= 4 {
			r := []rune(conj)[0]
			if f(rest, clitics{conj: r}) || splitPrep(rest, r, f) {
				return true
			}
		}
	}
	return false
}

func splitPrep(word string, conj rune, f func(string, clitics) bool) bool {
	if rest, ok := strings.CutPrefix(word, "لل"); ok && len(rest) >= 4 {
		return f("ال"+rest, clitics{conj, 'ل'}) || f("الل"+rest, clitics{conj, 'ل'}) || f("ل"+rest, clitics{conj, 'ل'})
	}
	for _, prep := range []string{"ب", "ل", "ك"} {
		if rest, ok := strings.CutPrefix(word, prep); ok && len(rest) >= 4 {
			if f(rest, clitics{conj, []rune(prep)[0]}) {
				return true
			}
		}
	}
	return false
}
