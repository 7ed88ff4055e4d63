package seeds

import "embed"

//go:embed articles/* actors/*.tsv lexicon/*.tsv
var files embed.FS
