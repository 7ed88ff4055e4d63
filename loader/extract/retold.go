package extract

import "rawabit/schema"

// once reports whether a deed of a type is done to somebody or something at one
// time in an article as a rule, so that a second telling of it is of the first.
func once(t schema.RelationType) bool {
	switch t {
	case schema.Killed, schema.Attacked, schema.Appointed, schema.Dismissed, schema.Detained, schema.Released, schema.Captured, schema.Overthrew, schema.Expelled:
		return true
	}
	return false
}

// retold dates the deeds that the article tells without a day where it tells the
// same deed with one, by nobody that it names or the other way round: «قتل الجيش
// القائد … وقُتل القائد الخميس».
func (r *reader) retold() {
	r.talkedOnce()
	for i := range r.claims {
		c := &r.claims[i]
		if !once(c.Type) || c.Target == "" || c.Modality != schema.Actual || c.DateBasis != schema.BasisNone {
			continue
		}
		e := r.entities[c.Target]
		if e == nil || e.Type != schema.Person && e.Type != schema.Facility {
			continue // a town is attacked again and again
		}
		var found *schema.Claim
		several := false
		for k := range r.claims {
			d := &r.claims[k]
			if d.Type != c.Type || d.Target != c.Target || d.Modality != schema.Actual || d.DateBasis == schema.BasisNone || d.ValidFrom != d.ValidTo || d.Kind != schema.Stated {
				continue
			}
			several = several || found != nil && (found.ValidFrom != d.ValidFrom || found.ValidTo != d.ValidTo)
			if c.Source == "" || d.Source == "" || c.Type == schema.Killed {
				found = d
			}
		}
		if found == nil || several {
			continue
		}
		c.ValidFrom, c.ValidTo, c.DateBasis = found.ValidFrom, found.ValidTo, schema.BasisContext
		c.ID = schema.NewClaimID(c)
	}
}

// talkedOnce dates the talks that two sides are told to have had without a day by
// their one meeting that has one.
func (r *reader) talkedOnce() {
	pair := func(c *schema.Claim, sides bool) [2]schema.ActorID {
		ids := [2]schema.ActorID{c.Source, c.Target}
		for k, id := range ids {
			if e := r.entities[id]; sides && e != nil {
				if side := r.side(e); side != nil {
					ids[k] = side.ID
				}
			}
		}
		if ids[0] > ids[1] {
			ids[0], ids[1] = ids[1], ids[0]
		}
		return ids
	}
	days := map[[2]schema.ActorID]*schema.Claim{}
	for i := range r.claims {
		d := &r.claims[i]
		if !talked(d.Type) || d.Source == "" || d.Target == "" || d.Modality != schema.Actual || d.DateBasis == schema.BasisNone {
			continue
		}
		for _, sides := range []bool{false, true} {
			k := pair(d, sides)
			if found, ok := days[k]; ok && (found == nil || found.ValidFrom != d.ValidFrom || found.ValidTo != d.ValidTo) || d.ValidFrom != d.ValidTo {
				days[k] = nil // several
			} else {
				days[k] = d
			}
		}
	}
	for i := range r.claims {
		c := &r.claims[i]
		if c.Type != schema.NegotiatedWith && c.Type != schema.Met || c.Modality != schema.Actual || c.DateBasis != schema.BasisNone || c.Source == "" || c.Target == "" {
			continue
		}
		if d := days[pair(c, false)]; d != nil && c.Evidence.Sentence >= d.Evidence.Sentence-2 && c.Evidence.Sentence <= d.Evidence.Sentence+4 {
			c.ValidFrom, c.ValidTo, c.DateBasis = d.ValidFrom, d.ValidTo, schema.BasisContext
			c.ID = schema.NewClaimID(c)
		}
	}
}
