package graphqlapi

// fixed keeps what a shape that depends on no variable asks of the store, so
// that it is built once.
type fixed[S any] struct {
	dynamic bool
	value   *S
	cost    int // of one occurrence
}

// bind returns the selection, built now where it depends on variables.
func (x *fixed[S]) bind(b *binder, build func(*binder) *S) *S {
	if x.dynamic {
		return build(b)
	}
	if x.value == nil {
		return build(b)
	}
	b.spend(x.cost)
	return x.value
}

// keep builds the selection once and for all, unless it depends on variables or
// is not valid, which is then said to each request.
func (x *fixed[S]) keep(limits *Limits, build func(*binder) *S) {
	if x.dynamic {
		return
	}
	b := &binder{limits: limits, times: 1}
	if value := build(b); b.err == nil {
		x.value, x.cost = value, b.cost
	}
}
