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
