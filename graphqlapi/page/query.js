// What the page asks of /graphql.

/** Asks a query and returns its data; an error of the answer is thrown. */
export async function ask(query, variables, signal) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json, application/json" },
    body: JSON.stringify({ query, variables }),
    signal,
  });
  const answer = await response.json();
  if (answer.errors?.length) throw new Error(answer.errors[0].message);
  return answer.data;
}

const actorNames = `id type nameAr:name(lang:"ar") nameEn:name(lang:"en")`;

/** The actor with the most relations. */
export const START = `{actors(orderBy:DEGREE_DESC,first:1){nodes{id}} stats{lastPublished}}`;

/** Actors whose names match. */
export const SEARCH = `query Search($text:String!){actors(search:$text,first:8){nodes{${actorNames}}}}`;

/** What lies around an actor at any time. */
export const AROUND = `query Around($id:ID!,$hops:Int!,$filter:RelationFilter!){
  actor(id:$id){${actorNames}}
  neighborhood(id:$id,hops:$hops,filter:$filter,limit:120){truncated
    actors{${actorNames}}
    relations{id type kind symmetric modality validFrom validTo ended labelAr:label(lang:"ar") labelEn:label(lang:"en") source{id} target{id}}}}`;

/** Which of it holds on a day, and how surely. */
export const HOLDS = `query Holds($id:ID!,$hops:Int!,$filter:RelationFilter!){
  neighborhood(id:$id,hops:$hops,filter:$filter,limit:120){relations{id certain}}}`;

/** An actor with its relations, for the panel. */
export const ACTOR = `query Actor($id:ID!,$filter:RelationFilter!,$lang:String!,$first:Int!){actor(id:$id){${actorNames} wikidata
  names{text lang kind} partOf{${actorNames}}
  relations(filter:$filter,first:$first){totalCount nodes{id kind modality certain statement(lang:$lang)}}}}`;

/** A relation with its sentences, for the panel. The filter is how it was found. */
export const RELATION = `query Relation($id:ID!,$lang:String!){relation(id:$id){
  id type kind statement(lang:$lang) label(lang:$lang) validFrom validTo ended dateBasis attestedFrom attestedTo certain modality
  confidence sourceCount contested source{${actorNames}} target{${actorNames}}
  roles{name actor{${actorNames}}}
  evidence(first:20){text start focusStart focusEnd attributedTo modality article{id title source published url}}}}`;
