package extract

import (
	"sort"

	"rawabit/loader/arabic"
	"rawabit/loader/arabic/datetime"
	"rawabit/schema"
)

// sentence is a sentence under work.
type sentence struct {
	idx        int
	start, end int
	words      []word
	dates      []datetime.Expression
	loose      []int // dates before any predicate
	phrases    map[int]*nominal
	nominals   []*nominal
	preds      []*pred
	adrift     []arg // phrases before any predicate
	located    [][2]*nominal
}

// mentionAt is a mention under work.
type mentionAt struct {
	ent        *entity
	sent       int
	first      int
	start, end int
}

// officeGiven is an office that the article gave a person.
type officeGiven struct {
	title string
	body  *entity
}

// reader reads one article.
type reader struct {
	eng     *Engine
	article schema.Article
	text    string
	day     schema.Day
	anchor  datetime.Anchor

	entities   map[schema.ActorID]*entity
	order      []*entity
	local      map[string]*entity
	localMulti map[string][]*pattern
	officesOf  map[*entity][]officeGiven

	sent             *sentence
	spans            map[int][2]int // of each sentence read
	mentions         []mentionAt
	claims           []schema.Claim
	recalled         []int   // of the claims, the deeds of nobody that are taken for known
	quoteOpen        bool    // a quotation goes on behind the sentence
	notMeant         *entity // whom a pronoun under resolution cannot mean
	lastSubject      *nominal
	lastSubjectSent  int
	lastMeeting      []*entity
	lastMeetingWhen  when
	lastJourney      journey
	lastDelegate     *entity // the delegation, or whose it is, that met somebody last
	lastDelegateSent int
	lastSides        []*entity                        // the two sides of the talks told of last
	lastFight        []*entity                        // the two sides of the fight told of last
	lastDoer         map[schema.RelationType]*nominal // who did the last deed of a type
	lastDoerSent     map[schema.RelationType]int
	titled           int // more than 0 while the body of an office is read
	stateless        []stateless
	spoke            map[*entity]when // when somebody said what the article reports first
	scene            scene
	lead             scene                             // the first sentence, where it has no date
	leadDeeds        []int                             // where it tells of what its main verb does
	datedSents       map[int]bool                      // sentences that name a time
	happened         map[schema.RelationType]happening // the last deed of a type that was told with its day
	trace            *explainer                        // nil unless the reading is explained
}

func (e *Engine) newReader(article schema.Article) *reader {
	r := &reader{
		eng: e, article: article, text: article.Text, entities: map[schema.ActorID]*entity{}, local: map[string]*entity{},
		spans: map[int][2]int{}, spoke: map[*entity]when{}, happened: map[schema.RelationType]happening{}, datedSents: map[int]bool{}, lastDoer: map[schema.RelationType]*nominal{}, lastDoerSent: map[schema.RelationType]int{},
		localMulti: map[string][]*pattern{}, officesOf: map[*entity][]officeGiven{}, day: article.Published.Latest(),
	}
	r.anchor.Published = article.Published
	return r
}

// Read finds the actors, mentions and claims of an article.
func (e *Engine) Read(article schema.Article) schema.Reading {
	r := e.newReader(article)
	for i, s := range arabic.Sentences(article.Text) {
		if e.boilerplate(s) {
			continue
		}
		r.read(i, s)
	}
	r.retold()
	r.forget()
	r.lateOffices()
	return r.reading()
}

func (r *reader) read(idx int, sent arabic.Sentence) {
	s := &sentence{idx: idx, start: sent.Start, end: sent.End, phrases: map[int]*nominal{}}
	r.sent, r.spans[idx] = s, [2]int{s.start, s.end}
	s.words = r.eng.words(withoutEach(r.eng.unquote(afterDateline(sent.Tokens))))
	r.contextual(s.words, sent.Tokens)
	r.findDates(s)
	r.parse(s)
	for _, p := range s.preds {
		r.reaim(p)
	}
	r.refer(s)
	for _, p := range s.preds {
		p.done = false // what was asked before everything had its actor is asked again
	}
	r.rehome(s)
	from := len(r.claims)
	for _, p := range s.preds {
		r.claim(s, p)
	}
	r.demonstrators(s, from)
	r.delegation(s)
	r.takenOn(s)
	r.officesIn(s)
	r.termsOf(from)
	r.places(s)
	r.metonyms(s)
	r.noteScene(s, from)
	r.remember(s)
}

// afterDateline drops the place and agency before the dash that many reports
// begin with: «دبي، الإمارات العربية المتحدة (CNN)-- أعلن».
func afterDateline(tokens []arabic.Token) []arabic.Token {
	for i := 1; i+2 < len(tokens) && i < 14; i++ {
		if tokens[i].Text == "-" && tokens[i+1].Text == "-" {
			return tokens[i+2:]
		}
		if (tokens[i].Text == "—" || tokens[i].Text == "–" || tokens[i].Text == "-") && tokens[i-1].Text == ")" {
			return tokens[i+1:] // «(CNN) – قال»
		}
	}
	return tokens
}

// withoutEach drops «كل من» between officials and their states: «وزراء خارجية كل من
// سوريا وتركيا».
func withoutEach(tokens []arabic.Token) []arabic.Token {
	for i := 2; i+2 < len(tokens); i++ {
		if tokens[i].Folded == "كل" && tokens[i+1].Folded == "من" && (holders[tokens[i-2].Folded] || officials[tokens[i-2].Folded] || holders[tokens[i-1].Folded]) {
			return append(append(make([]arabic.Token, 0, len(tokens)-2), tokens[:i]...), withoutEach(tokens[i+2:])...)
		}
	}
	return tokens
}

// officials are the duals of nouns of officials of two states.
var officials = map[string]bool{"وزيرا": true, "وزيري": true, "رئيسا": true, "رئيسي": true}

func (r *reader) findDates(s *sentence) {
	tokens := make([]datetime.Token, len(s.words))
	for i := range s.words {
		w := &s.words[i]
		tokens[i] = datetime.Token{Text: w.Text, Folded: w.Folded, Start: w.Start, End: w.End}
		w.date = -1
	}
	s.dates = r.eng.dates.Find(tokens, &r.anchor)
	for d := range s.dates {
		r.nearest(&s.dates[d])
		for k := s.dates[d].Lead; k <= s.dates[d].LastToken; k++ {
			s.words[k].date = d
		}
	}
}

// nearest takes a day without a year for the coming one where that is a matter
// of weeks and the past one almost a year ago.
func (r *reader) nearest(e *datetime.Expression) {
	if !e.NeedsTense || e.From.Precision() != schema.PrecisionDay || r.day-e.From.Earliest() < 240 {
		return
	}
	ahead := *e
	r.eng.dates.Resolve(&ahead, datetime.Future)
	if gap := ahead.From.Earliest() - r.day; gap >= 0 && gap < 45 {
		*e = ahead
	}
}

// remember keeps the subject of the sentence's main verb for a next sentence
// that names none.
func (r *reader) remember(s *sentence) {
	for _, p := range s.preds {
		if !p.verb || p.clause == nil || p.clause.kind != clauseMain {
			continue
		}
		r.noteSpeech(p)
		if list := r.subject(p); len(list) == 1 && list[0].ent != nil {
			r.lastSubject, r.lastSubjectSent = list[0], s.idx
		}
	}
}

// mention records that a sentence names an entity.
func (r *reader) mention(s *sentence, n *nominal) {
	e := n.ent
	for i := range r.mentions {
		if m := &r.mentions[i]; m.ent == e && m.start == n.start && m.end == n.end {
			return
		}
	}
	start, end := n.start, n.end
	if end <= start {
		return
	}
	r.mentions = append(r.mentions, mentionAt{ent: e, sent: s.idx, first: n.first, start: start, end: end})
	e.mentioned++
	e.lastSent, e.lastPos = s.idx, max(e.lastPos, start)
	if !n.inRel {
		e.lastMain = max(e.lastMain, start)
	}
	for _, use := range n.offices {
		e.titleIDs = append(e.titleIDs, use.title.ID)
		r.officesOf[e] = append(r.officesOf[e], officeGiven{use.title.ID, use.body})
	}
	r.introduce(e)
}

// reading puts what was found into its final order.
func (r *reader) reading() schema.Reading {
	out := schema.Reading{Article: r.article, Claims: r.claims}
	actors := map[schema.ActorID]*entity{}
	var take func(e *entity)
	take = func(e *entity) {
		if actors[e.ID] != nil {
			return
		}
		actors[e.ID] = e
		for _, id := range []schema.ActorID{e.PartOf, e.Within} {
			if id == "" {
				continue
			}
			if up := r.entities[id]; up != nil {
				take(up)
			} else if entry := r.eng.reg.Entry(id); entry != nil {
				take(r.entityOf(entry))
			}
		}
	}
	for _, m := range r.mentions {
		if !m.ent.tells() {
			continue
		}
		take(m.ent)
		out.Mentions = append(out.Mentions, schema.Mention{
			ID:      schema.MentionID(schema.HashID("m", string(r.article.ID), string(m.ent.ID), itoa(m.start), itoa(m.end))),
			Article: r.article.ID, Actor: m.ent.ID, Text: r.text[m.start:m.end], Sentence: m.sent, Start: m.start, End: m.end,
		})
	}
	out.Claims = append(out.Claims, r.organClaims(actors)...)
	hash := schema.TextHash(r.article.Text)
	for i := range out.Claims {
		c := &out.Claims[i]
		for _, id := range []schema.ActorID{c.Source, c.Target} {
			if e := r.entities[id]; e != nil {
				take(e)
			}
		}
		c.Published, c.SourceHash = r.article.Published, hash
	}
	for _, e := range actors {
		out.Actors = append(out.Actors, e.Actor)
	}
	sort.Slice(out.Actors, func(i, j int) bool { return out.Actors[i].ID < out.Actors[j].ID })
	sort.SliceStable(out.Mentions, func(i, j int) bool {
		return out.Mentions[i].Start < out.Mentions[j].Start || out.Mentions[i].Start == out.Mentions[j].Start && out.Mentions[i].End > out.Mentions[j].End
	})
	sort.SliceStable(out.Claims, func(i, j int) bool {
		a, b := &out.Claims[i].Evidence, &out.Claims[j].Evidence
		return a.Start < b.Start || a.Start == b.Start && a.FocusStart < b.FocusStart
	})
	out.Registry = r.registryClaims(actors)
	return out
}

// tells reports whether an actor is worth a node: one that the registry knows,
// that a claim names, or that has a name of its own. A description that nothing
// is said of («بعض السكان») is none.
func (e *entity) tells() bool {
	return e.Known || e.shown || e.Type == schema.Person
}
