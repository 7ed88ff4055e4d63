package graphqlapi

import (
	"container/list"
	"errors"
	"fmt"
	"sync"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"
	"github.com/graphql-go/graphql/language/source"

	"rawabit/schema"
)

// Codes of requests that are not GraphQL. They stand beside the codes of package
// schema.
const (
	CodeParse    schema.Code = "GRAPHQL_PARSE_FAILED"
	CodeValidate schema.Code = "GRAPHQL_VALIDATION_FAILED"
)

// document is a text that was parsed and validated.
type document struct {
	text       string
	ast        *ast.Document
	operations []*operation
	fragments  map[string]*ast.FragmentDefinition
}

// documents keeps the documents used last, by their text.
type documents struct {
	mu     sync.Mutex
	size   int
	byText map[string]*list.Element
	order  *list.List // of *document, the last used first
}

func newDocuments(size int) *documents {
	return &documents{size: size, byText: map[string]*list.Element{}, order: list.New()}
}

func (d *documents) get(text string) *document {
	d.mu.Lock()
	defer d.mu.Unlock()
	e, ok := d.byText[text]
	if !ok {
		return nil
	}
	d.order.MoveToFront(e)
	return e.Value.(*document)
}

func (d *documents) put(doc *document) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.byText[doc.text]; ok {
		return
	}
	d.byText[doc.text] = d.order.PushFront(doc)
	for d.order.Len() > d.size {
		last := d.order.Back()
		d.order.Remove(last)
		delete(d.byText, last.Value.(*document).text)
	}
}

// document returns the document of a text, parsed and validated now or before.
func (a *API) document(text string) (*document, []*fieldError) {
	if doc := a.documents.get(text); doc != nil {
		return doc, nil
	}
	parsed, errs := a.parse(text)
	if errs != nil {
		return nil, errs
	}
	doc := &document{text: text, ast: parsed, fragments: map[string]*ast.FragmentDefinition{}}
	for _, definition := range parsed.Definitions {
		switch d := definition.(type) {
		case *ast.FragmentDefinition:
			doc.fragments[d.Name.Value] = d
		case *ast.OperationDefinition:
			op, err := a.operation(d)
			if err != nil {
				return nil, []*fieldError{newError(err)}
			}
			doc.operations = append(doc.operations, op)
		default:
			return nil, []*fieldError{newError(schema.Errorf(CodeValidate, "a document to be executed has operations and fragments only"))}
		}
	}
	a.documents.put(doc)
	return doc, nil
}

// parse parses and validates a text. Nothing but a sound document of bounded
// size reaches the library.
func (a *API) parse(text string) (doc *ast.Document, errs []*fieldError) {
	scanned, tokens, err := scan(text, a.limits)
	if err == nil {
		err = checkGrammar(scanned, tokens)
	}
	if err != nil {
		e := newError(err)
		var syntax *syntaxError
		if errors.As(err, &syntax) {
			e.positions = []position{positionAt(text, syntax.at)}
		}
		return nil, []*fieldError{e}
	}
	defer func() {
		if cause := recover(); cause != nil {
			errs = []*fieldError{newError(fmt.Errorf("panic of the parser: %v", cause))}
		}
	}()
	body := &source.Source{Body: []byte(scanned), Name: "operation"}
	doc, err = parser.Parse(parser.ParseParams{Source: body})
	if err != nil {
		return nil, libraryErrors(CodeParse, text, gqlerrors.FormatErrors(err))
	}
	if err := checkExtent(doc, a.limits); err != nil {
		return nil, []*fieldError{newError(err)}
	}
	// Each error would search the body for its line; without a body, its column is
	// its position.
	body.Body = nil
	if result := graphql.ValidateDocument(&a.types, doc, nil); !result.IsValid {
		return nil, libraryErrors(CodeValidate, text, result.Errors)
	}
	return doc, nil
}

// choose returns the operation of a name, or the only one.
func (d *document) choose(name string) (*operation, error) {
	if name == "" {
		if len(d.operations) == 1 {
			return d.operations[0], nil
		}
		return nil, schema.Errorf(CodeValidate, "the document has %d operations: operationName must name one", len(d.operations))
	}
	for _, op := range d.operations {
		if op.name == name {
			return op, nil
		}
	}
	return nil, schema.Errorf(CodeValidate, "the document has no operation %q", name)
}
