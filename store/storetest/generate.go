package storetest

import (
	"fmt"
	"math/rand/v2"

	"rawabit/schema"
)

// Graph is a generated graph, to be imported as it stands.
type Graph struct {
	Actors    []schema.Actor
	Relations []schema.Relation
}

// Generate makes a graph of a size. The same seed gives the same graph on every
// machine. Some actors have many relations and most a few; dates run over ten
// years, in all precisions; one in five actors is part of, or lies in, another.
func Generate(seed uint64, actors, relations int) Graph {
	r := rand.New(rand.NewPCG(seed, 1))
	g := Graph{Actors: make([]schema.Actor, actors), Relations: make([]schema.Relation, relations)}
	types := schema.ActorTypes()
	for i := range g.Actors {
		g.Actors[i] = generateActor(r, i, types[r.IntN(len(types))])
	}
	ends := make([]int32, 0, 2*relations) // drawing from it favours those with many
	draw := func() int {
		if len(ends) == 0 || r.IntN(3) == 0 {
			return r.IntN(actors)
		}
		return int(ends[r.IntN(len(ends))])
	}
	for i := range g.Relations {
		source, target := draw(), draw()
		for target == source {
			target = r.IntN(actors)
		}
		ends = append(ends, int32(source), int32(target))
		g.Relations[i] = generateRelation(r, i, g.Actors[source].ID, g.Actors[target].ID)
	}
	return g
}

var (
	generatedGiven  = [...][2]string{{"سمير", "Samir"}, {"هالة", "Hala"}, {"أنور", "Anwar"}, {"وداد", "Widad"}, {"إلياس", "Elias"}, {"مها", "Maha"}, {"زاهر", "Zahir"}, {"رشا", "Rasha"}}
	generatedFamily = [...][2]string{{"الخطيب", "al-Khatib"}, {"البيطار", "al-Bitar"}, {"سلوم", "Salloum"}, {"الراعي", "al-Rai"}, {"حبيب", "Habib"}, {"القصاب", "al-Qassab"}, {"نوفل", "Nawfal"}}
)

func generateActor(r *rand.Rand, i int, t schema.ActorType) schema.Actor {
	given, family := generatedGiven[r.IntN(len(generatedGiven))], generatedFamily[r.IntN(len(generatedFamily))]
	a := schema.Actor{
		ID: schema.ActorID(fmt.Sprintf("g%d", i)), Type: t, Known: r.IntN(4) == 0,
		NameAr: fmt.Sprintf("%s %s %d", given[0], family[0], i), NameEn: fmt.Sprintf("%s %s %d", given[1], family[1], i),
	}
	a.Name = a.NameAr
	if i > 0 && r.IntN(5) == 0 {
		outer := schema.ActorID(fmt.Sprintf("g%d", r.IntN(i)))
		if t == schema.Place || t == schema.Facility {
			a.Within = outer
		} else {
			a.PartOf = outer
		}
	}
	return a
}

func generateRelation(r *rand.Rand, i int, source, target schema.ActorID) schema.Relation {
	types := schema.RelationTypes()
	rel := schema.Relation{
		ID: schema.RelationID(fmt.Sprintf("r%d", i)), Type: types[r.IntN(len(types))].Type, Source: source, Target: target,
		Modality: schema.Actual, Confidence: float64(30+r.IntN(71)) / 100,
	}
	switch r.IntN(20) {
	case 0:
		rel.Modality = schema.Planned
	case 1:
		rel.Modality = schema.Denied
	}
	first := schema.NewDate(2015, 1, 1).Earliest() + schema.Day(r.IntN(3650))
	last := first
	if rel.Type.IsState() {
		last += schema.Day(1 + r.ExpFloat64()*200)
	}
	coarse := func(d schema.Day, n int) schema.Date {
		date := d.Date()
		switch n {
		case 0:
			date.Month, date.Day = 0, 0
		case 1, 2:
			date.Day = 0
		}
		return date
	}
	precision := r.IntN(20)
	rel.ValidFrom = coarse(first, precision)
	if rel.ValidTo = coarse(last, precision); rel.Type.IsState() && r.IntN(3) == 0 {
		rel.ValidTo = schema.Date{}
	}
	if r.IntN(12) == 0 {
		rel.ValidFrom, rel.ValidTo = schema.Date{}, schema.Date{}
	}
	rel.Ended = rel.Type.IsState() && !rel.ValidTo.IsZero()
	return rel
}
