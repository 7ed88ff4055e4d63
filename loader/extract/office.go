package extract

import (
	"strings"

	"rawabit/schema"
	"rawabit/seeds"
)

// offices makes the claims of the offices that a sentence states in passing.
func (r *reader) officesIn(s *sentence) {
	seen := map[*nominal]bool{}
	var visit func(n *nominal)
	visit = func(n *nominal) {
		if seen[n] {
			return
		}
		seen[n] = true
		for i := range n.offices {
			r.office(s, n, &n.offices[i])
		}
		r.ledByName(s, n)
		for _, m := range n.second {
			visit(m)
		}
	}
	for _, n := range s.nominals {
		visit(n)
	}
}

// ledByName makes the claim in a name that says who leads: «التحالف بقيادة
// السعودية».
func (r *reader) ledByName(s *sentence, n *nominal) {
	if n.ent != nil && n.ent.entry != nil && n.ent.Type != schema.Person && n.last-n.first >= 2 && n.last < len(s.words) {
		for k := n.first + 1; k < n.last; k++ {
			if t := r.titlePhrase(s, k); t != nil && t.ent != nil && t.last == n.last && t.clitics == (clitics{}) {
				for i := range t.offices {
					r.office(s, t, &t.offices[i]) // «نظام الرئيس السوري بشار الأسد»
				}
				r.mention(s, t)
				break
			}
		}
	}
	if n.ent == nil || n.ent.entry == nil || n.ent.Type != schema.ArmedForce && n.ent.Type != schema.Organization || n.last-n.first < 2 || n.last >= len(s.words) {
		return
	}
	for k := n.first + 1; k < n.last; k++ {
		if s.words[k].Folded != "بقياده" {
			continue
		}
		inner := r.phrase(s, k+1)
		if inner == nil || inner.ent == nil || inner.ent == n.ent || schema.ValidateEnds(schema.Leads, inner.ent.Type, n.ent.Type) != nil {
			return
		}
		r.add(schema.Claim{
			Kind: schema.Stated, Article: r.article.ID, Type: schema.Leads, Source: r.show(inner.ent), Target: r.show(n.ent),
			DateBasis: schema.BasisNone, Modality: schema.Actual, Confidence: 0.9,
			Evidence: schema.Evidence{
				Sentence: s.idx, Text: r.text[s.start:s.end], Start: s.start, End: s.end, FocusStart: n.start, FocusEnd: n.end, Rule: "nouns-phrases:بقيادة/LEADS",
			},
		})
		r.mention(s, inner)
		return
	}
}

func (r *reader) office(s *sentence, n *nominal, use *officeUse) {
	person := n.ent
	ended := use.ended
	if n.pending != nil {
		person = nil
		holders := r.subject(n.pending)
		if n.pending.appoints() && !r.eng.holds[n.pending.lex.folded] {
			if st := r.stanceOf(n.pending); st.modality != schema.Actual || st.drop {
				return
			}
			holders = r.object(n.pending)
		}
		for _, m := range holders {
			if m.ent != nil && (m.ent.Type == schema.Person || use.title.ID == "member") {
				person = m.ent
			}
		}
		if person != nil && use.body == nil && use.bodyOf == nil && (use.title.Body != "" || typeIn(use.title.Types, schema.State)) {
			use.body = r.side(person)
			if use.body == nil && n.pending.appoints() {
				for _, m := range r.subject(n.pending) {
					if m.ent != nil && use.body == nil {
						use.body = r.side(m.ent) // «عيّن الرئيس فلانا مبعوثا»: his own
						if state := r.capitalState(m.ent); state != nil {
							use.body = state
						}
					}
				}
			}
			if use.body != nil {
				r.titleOrgan(use, n)
			}
		}
	}
	w := when{basis: schema.BasisNone}
	if v := r.holding(s, n, use); v != nil {
		w, ended = r.termBy(v, ended)
	}
	if n.holder != nil {
		person = n.holder.ent
	}
	relation := use.title.Relation
	if use.title.ID == "counterpart" {
		relation = r.counterpartOffice(person)
	}
	if person == nil || person.Type != schema.Person && use.title.ID != "member" || use.title.Relation == "" || strings.HasPrefix(person.lemma, "@") {
		return
	}
	body := use.body
	if body == nil && use.bodyOf != nil {
		body = use.bodyOf.ent
	}
	if o := use.bodyOf; o != nil && o.head != nil && o.first == o.last && o.clitics == (clitics{}) && use.title.Relation == schema.Leads &&
		(o.typ == schema.Organization || o.typ == schema.ArmedForce) {
		body = r.ledBody(person, o)
	}
	if body == nil {
		body = r.bodyByRegistry(person, use.title.ID)
	}
	if body == nil && r.ofState(n, use) {
		if body = r.listState(s, n); body == nil {
			r.stateless = append(r.stateless, stateless{s, n, *use, person})
			return
		}
		use.body = body
		r.titleOrgan(use, n)
		body = use.body
	}
	if body == nil {
		return
	}
	if body.Type == schema.State && body.PartOf != "" && strings.HasSuffix(use.title.ID, "minister") && (body.entry == nil || strings.HasSuffix(string(body.ID), "-ministry")) && use.title.Relation == schema.MemberOf {
		body = r.top(body) // «وزير خارجية لوكسمبورغ» serves the state
	}
	if body.Type == schema.Place {
		if state := r.capitalState(body); state != nil {
			body = state
		}
	}
	if whole := r.wholeOf(n, use, body); whole != nil && person.Type == schema.Person {
		// An office of a unit is one in the body that the unit is part of.
		r.tellOffice(s, n, use, person, whole, schema.MemberOf, ended, w)
		if relation == schema.MemberOf {
			return
		}
	}
	if err := schema.ValidateEnds(relation, person.Type, body.Type); err != nil {
		return
	}
	if use.title.Body == "" && len(use.title.Types) > 0 && !typeIn(use.title.Types, body.Type) || relation == schema.MemberOf && r.servesHead(person, use, body) {
		return
	}
	r.tellOffice(s, n, use, person, body, relation, ended, w)
}

// wholeOf returns the body that a unit without a name of its own is part of:
// «مكتب الإعلام في المفوضية», «المكتب السياسي لحماس». It is nil for any other.
func (r *reader) wholeOf(n *nominal, use *officeUse, unit *entity) *entity {
	if unit.entry != nil || unit.Type != schema.Organization || !r.eng.units[unit.lemma] {
		return nil
	}
	body := func(e *entity) bool {
		return e != nil && (e.Type == schema.Organization || e.Type == schema.ArmedForce) && !r.eng.units[e.lemma]
	}
	inner := use.bodyOf
	for depth := 0; inner != nil && inner.owner != nil && depth < 4; depth++ {
		inner = inner.owner // «مكتب إعلام المفوضية»
	}
	if inner != nil && inner != use.bodyOf && body(inner.ent) {
		return inner.ent
	}
	if unit.PartOf == "" {
		if use.title.Relation != schema.MemberOf {
			return nil
		}
		for k := len(r.sent.nominals) - 1; k >= 0; k-- {
			if m := r.sent.nominals[k]; m.first < n.first && body(m.ent) && m.ent.entry != nil {
				return m.ent // «الناطق باسم الحركة فلان وعضو المكتب التنفيذي فلان»
			}
		}
		return nil
	}
	whole := r.entities[unit.PartOf]
	for depth := 0; whole != nil && whole.entry == nil && whole.PartOf != "" && depth < 3; depth++ {
		whole = r.entities[whole.PartOf]
	}
	if whole == nil || whole.Type != schema.Organization && whole.Type != schema.ArmedForce {
		return nil
	}
	return whole
}

// tellOffice makes the claim of an office, once an article.
func (r *reader) tellOffice(s *sentence, n *nominal, use *officeUse, person, body *entity, relation schema.RelationType, ended bool, w when) {
	c := schema.Claim{
		Kind: schema.Stated, Article: r.article.ID, Type: relation, Source: r.show(person), Target: r.show(body),
		ValidFrom: w.from, ValidTo: w.to, DateBasis: w.basis, Modality: schema.Actual, Ended: ended, Office: r.officeWords(s, n, use, person, body), Confidence: 0.95,
		Evidence: schema.Evidence{
			Sentence: s.idx, Text: r.text[s.start:s.end], Start: s.start, End: s.end, FocusStart: use.start, FocusEnd: max(use.end, n.end),
			Rule: "titles:" + use.title.ID,
		},
	}
	for i := range r.claims {
		d := &r.claims[i]
		if d.Type == c.Type && d.Source == c.Source && d.Target == c.Target && d.Ended == c.Ended && (c.DateBasis == schema.BasisNone || d.Span() == c.Span()) {
			return // an office is told once an article
		}
	}
	c.ID = schema.NewClaimID(&c)
	r.claims = append(r.claims, c)
}

// officeWords are what an office is called: as the article says it, but without
// «المخلوع» and the like, and for «نظيره» the office of which he is the peer.
func (r *reader) officeWords(s *sentence, n *nominal, use *officeUse, person, body *entity) string {
	if use.title.ID != "counterpart" {
		words := strings.Fields(use.text)
		kept := words[:0]
		for i, w := range words {
			if i == 0 || statusWords[bare(schema.FoldText(w))] != "ended" {
				kept = append(kept, w)
			}
		}
		return strings.Join(kept, " ")
	}
	title := r.peerTitle(s, n, person)
	if title == nil {
		return ""
	}
	return title.Forms[0] + " " + r.nisbaOf(r.top(body), false)
}

// peerTitle is the title that «نظيره» stands for: the one that the registry says
// a person has on the publication day, else the last that the sentence named.
func (r *reader) peerTitle(s *sentence, n *nominal, person *entity) *seeds.Title {
	for _, o := range r.eng.offices[person.ID] {
		if title := r.eng.titleByID[o.Title]; title != nil && holds(o.Span, r.day) {
			return title
		}
	}
	var last *seeds.Title
	for _, m := range s.nominals {
		for i := range m.offices {
			if m.first < n.first && m.offices[i].title.ID != "counterpart" && m.offices[i].title.Relation != "" {
				last = m.offices[i].title
			}
		}
	}
	return last
}

// servesHead reports whether an office is that of somebody who serves the person
// named after it: «مستشار الرئيس الأوكراني فولوديمير زيلينسكي».
func (r *reader) servesHead(person *entity, use *officeUse, body *entity) bool {
	heads := false
	for _, o := range r.eng.offices[person.ID] {
		if o.Title == use.title.ID {
			return false
		}
		heads = heads || o.Relation == schema.Leads && o.Body == body.ID
	}
	return heads
}

// counterpartOffice is the kind of office that «نظيره» gives a person: that of
// whom the sentence named before.
func (r *reader) counterpartOffice(person *entity) schema.RelationType {
	if person != nil && person.entry != nil {
		for _, o := range r.eng.offices[person.ID] {
			if holds(o.Span, r.day) {
				return o.Relation
			}
		}
	}
	for k := len(r.claims) - 1; k >= 0; k-- {
		if t := r.claims[k].Type; t == schema.Leads || t == schema.MemberOf {
			return t
		}
	}
	return schema.MemberOf
}

// ledBody is the body that «رئيس الحزب فلان» leads: the one spoken of, unless the
// registry says that the person leads another of that kind and not that one.
func (r *reader) ledBody(person *entity, spoken *nominal) *entity {
	best := spoken.ent
	for _, o := range r.eng.offices[person.ID] {
		e := r.eng.reg.Entry(o.Body)
		if e == nil || o.Relation != schema.Leads || !strings.HasPrefix(e.NameAr, spoken.head.Lemma+" ") {
			continue
		}
		if spoken.ent != nil && e.ID == spoken.ent.ID {
			return spoken.ent
		}
		if o.Span.From.Earliest() <= r.day {
			best = r.entityOf(e)
		}
	}
	return best
}

// bodyByRegistry returns the body of which the registry says that a person holds
// an office on the publication day.
func (r *reader) bodyByRegistry(person *entity, title string) *entity {
	for _, o := range r.eng.offices[person.ID] {
		if o.Title == title && holds(o.Span, r.day) {
			if e := r.eng.reg.Entry(o.Body); e != nil {
				return r.entityOf(e)
			}
		}
	}
	for _, o := range r.eng.offices[person.ID] {
		if o.Title == title && o.Span.From.Earliest() <= r.day {
			if e := r.eng.reg.Entry(o.Body); e != nil {
				return r.entityOf(e) // «الرئيس السابق»
			}
		}
	}
	return nil
}

// places makes LOCATED_IN claims of «X في Y» where both are places.
func (r *reader) places(s *sentence) {
	for _, pair := range s.located {
		a, b := pair[0], pair[1]
		if a.ent == nil && b.ent != nil && a.typ == schema.Facility && a.pron == "" && a.def && a.number == 1 && a.last > a.first {
			a.ent = r.derived(schema.Facility, r.phraseText(a, a.end), "") // «القصر الرئاسي في العاصمة»
			r.mention(s, a)
		}
		in := r.regionOf(b.ent)
		if a.ent == nil || b.ent == nil || a.ent == b.ent || a.ent == in || a.ent.Type == schema.State || r.ship(a) || b.site && r.liesElsewhere(a.ent, in) {
			continue
		}
		r.add(schema.Claim{
			Kind: schema.Stated, Article: r.article.ID, Type: schema.LocatedIn, Source: r.show(a.ent), Target: r.show(in),
			DateBasis: schema.BasisNone, Modality: schema.Actual, Confidence: 0.85,
			Evidence: schema.Evidence{
				Sentence: s.idx, Text: r.text[s.start:s.end], Start: s.start, End: s.end, FocusStart: a.start, FocusEnd: b.end, Rule: "places:في",
			},
		})
	}
}

// regionOf is the place or state that a direction is taken of: what lies «شمالي
// سوريا» lies in Syria.
func (r *reader) regionOf(e *entity) *entity {
	if e == nil || e.Type != schema.Place || e.Within == "" || !r.eng.dirs[strings.TrimPrefix(firstWord(schema.FoldText(e.Name)), "ال")] {
		return e
	}
	up := r.entities[e.Within]
	if entry := r.eng.reg.Entry(e.Within); up == nil && entry != nil {
		up = r.entityOf(entry)
	}
	if up == nil || up.Type != schema.State && e.entry != nil {
		return e
	}
	return up
}

// liesElsewhere reports whether the registry says of a region that it lies in
// something else than a town: «محافظة بابل جنوبي بغداد» is not in Baghdad.
func (r *reader) liesElsewhere(e, town *entity) bool {
	if e.entry == nil || e.Within == "" || !r.eng.regions[e.ID] || town.entry == nil || town.Type != schema.Place || !r.isTown(town) {
		return false
	}
	for id, depth := e.Within, 0; id != "" && depth < 6; depth++ {
		if id == town.ID {
			return false
		}
		up := r.eng.reg.Entry(id)
		if up == nil {
			return false
		}
		id = up.Within
	}
	return true
}
