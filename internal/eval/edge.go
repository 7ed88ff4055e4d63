package eval

import (
	"sort"

	"rawabit/schema"
)

// coarse maps relation types to the classes that the pair score compares.
var coarse = map[string]string{
	"MET": "talk", "VISITED": "talk", "SPOKE_WITH": "talk", "NEGOTIATED_WITH": "talk",
	"AGREED_WITH": "accord", "CEASED_FIRE_WITH": "accord", "PLEDGED_TO": "accord", "COOPERATES_WITH": "accord",
	"PRAISED": "support", "RECOGNIZED": "support", "AIDED": "support", "GRANTED_ASYLUM_TO": "support", "SUPPORTS": "support",
	"DEMANDED_OF": "demand",
	"ACCUSED":     "verbal conflict", "REJECTED": "verbal conflict", "THREATENED": "verbal conflict", "PROTESTED_AGAINST": "verbal conflict",
	"SANCTIONED": "coercion", "EXPELLED": "coercion", "DETAINED": "coercion",
	"ATTACKED": "force", "KILLED": "force", "FIGHTS": "force", "OVERTHREW": "force", "TOOK_TERRITORY_FROM": "force",
	"CAPTURED": "territory", "CONTROLS": "territory",
	"DEPLOYED_TO": "posture", "WITHDREW_FROM": "posture", "PRESENT_IN": "posture",
	"RELEASED": "release",
	"LEADS":    "office", "MEMBER_OF": "office", "APPOINTED": "office", "DISMISSED": "office", "RESIGNED_FROM": "office", "JOINED": "office", "PART_OF": "office",
	"LOCATED_IN": "place", "OPERATES": "operates",
}

// structural types are offices, membership and places: what the action score
// leaves out.
var structural = map[string]bool{"LEADS": true, "MEMBER_OF": true, "PART_OF": true, "LOCATED_IN": true}

func (m *matcher) ends(id *string) string {
	if g := m.maps[*id]; g != "" {
		return m.top[g]
	}
	return ""
}

func (m *matcher) fits(g *GoldRelation, s *SystemRelation, byClass bool) bool {
	if byClass && coarse[g.Type] != coarse[s.Type] || !byClass && g.Type != s.Type {
		return false
	}
	a, b := m.ends(s.Source), m.ends(s.Target)
	x, y := m.top[g.Source], m.top[g.Target]
	either := byClass || schema.RelationType(g.Type).Symmetric()
	return x == a && y == b || either && x == b && y == a
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// datesRight compares both ends. An event that goes on may repeat its start as
// its end; an unknown end is right only for an unknown one.
func datesRight(g *GoldRelation, s *SystemRelation) bool {
	gs, ge, ss, se := value(g.Start), value(g.End), value(s.ValidFrom), value(s.ValidTo)
	state := schema.RelationType(g.Type).IsState()
	if gs != ss || g.Ended != s.Ended && ge == "" {
		return false
	}
	if ge == "" {
		return se == "" || se == ss && !state
	}
	return se == ge || ge == gs && se == "" && !state
}

func (m *matcher) level(byClass bool) {
	var free []*SystemRelation
	for i := range m.got.Relations {
		if r := &m.got.Relations[i]; value(r.Source) != "" && value(r.Target) != "" {
			free = append(free, r)
		}
	}
	cands := make([]*GoldRelation, len(m.gold.Relations))
	for i := range m.gold.Relations {
		cands[i] = &m.gold.Relations[i]
	}
	sort.SliceStable(cands, func(i, j int) bool { return !cands[i].Optional && cands[j].Optional })
	var edge, action, exact, hedged Tally
	for _, g := range cands {
		if !g.Optional {
			edge.Wanted++
			exact.Wanted++
			if !structural[g.Type] {
				action.Wanted++
			}
		}
		best := -1
		for i, s := range free {
			if m.fits(g, s, byClass) && (best < 0 || rank(g, s) < rank(g, free[best])) {
				best = i
			}
		}
		if best < 0 {
			continue
		}
		s := free[best]
		free = append(free[:best:best], free[best+1:]...)
		if g.Optional {
			continue
		}
		edge.TP++
		if !structural[g.Type] {
			action.TP++
		}
		d, mod := datesRight(g, s), s.Modality == g.Modality
		if d && mod {
			exact.TP++
		}
		if g.Modality != "ACTUAL" {
			hedged.Wanted++
		}
		if s.Modality != "ACTUAL" {
			hedged.Found++
		}
		if mod && g.Modality != "ACTUAL" {
			hedged.TP++
		}
		if byClass {
			continue
		}
		count(&m.res.Date, d)
		count(&m.res.Modality, mod)
		if value(g.Start) != "" || value(g.End) != "" {
			count(&m.res.Dated, d)
		}
	}
	surplus := 0
	for _, s := range free {
		if !structural[s.Type] {
			surplus++
		}
	}
	edge.Found, edge.Right = edge.TP+len(free), edge.TP
	if byClass {
		m.res.Pair = edge
		return
	}
	exact.Found, exact.Right = edge.TP+len(free), exact.TP
	action.Found, action.Right = action.TP+surplus, action.TP
	hedged.Right = hedged.TP
	m.res.Edge, m.res.Exact, m.res.Action, m.res.Hedged = edge, exact, action, hedged
}

func rank(g *GoldRelation, s *SystemRelation) int {
	n := 0
	if !datesRight(g, s) {
		n += 2
	}
	if s.Modality != g.Modality {
		n++
	}
	return n
}

func count(s *Share, right bool) {
	s.All++
	if right {
		s.Right++
	}
}
