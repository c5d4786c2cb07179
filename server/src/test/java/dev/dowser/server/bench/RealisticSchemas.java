package dev.dowser.server.bench;

import java.util.stream.Stream;

/** Input schemas in the shapes that servers send. */
final class RealisticSchemas {

  private RealisticSchemas() {}

  static Stream<String> all() {
    return Stream.of(
            "{}",
            "{'type':'object','properties':{}}",
            "{'type':'object','properties':{'path':{'type':'string'}},'required':['path']}",
            "{'type':'object','properties':{'a':{'type':'number'},'b':{'type':'number'}},'required':['a','b'],'additionalProperties':false}",
            "{'$schema':'http://json-schema.org/draft-07/schema#','type':'object','properties':{'query':{'type':'string','minLength':1},'limit':{'type':'integer','minimum':1,'maximum':100,'default':10}},'required':['query']}",
            "{'properties':{'state':{'type':'string','enum':['open','closed','all'],'default':'open'}},'required':['state']}",
            "{'properties':{'labels':{'type':'array','items':{'type':'string'},'minItems':1}},'required':['labels']}",
            "{'properties':{'edits':{'type':'array','items':{'type':'object','properties':{'oldText':{'type':'string'},'newText':{'type':'string'}},'required':['oldText','newText'],'additionalProperties':false}}},'required':['edits']}",
            "{'properties':{'entities':{'type':'array','items':{'type':'object','properties':{'name':{'type':'string'},'entityType':{'type':'string'},'observations':{'type':'array','items':{'type':'string'}}},'required':['name','entityType','observations']}}},'required':['entities']}",
            "{'properties':{'head':{'anyOf':[{'type':'integer'},{'type':'null'}],'default':null},'path':{'type':'string'}},'required':['path','head']}",
            "{'properties':{'id':{'oneOf':[{'type':'string'},{'type':'integer'}]}},'required':['id']}",
            "{'properties':{'v':{'type':['integer','null']}},'required':['v']}",
            "{'properties':{'v':{'type':'boolean'}},'required':['v']}",
            "{'properties':{'when':{'$ref':'#/$defs/Range'}},'required':['when'],'$defs':{'Range':{'type':'object','properties':{'from':{'type':'string','format':'date-time'},'to':{'type':'string'}},'required':['from','to']}}}",
            "{'properties':{'node':{'$ref':'#/definitions/Node'}},'required':['node'],'definitions':{'Node':{'type':'object','properties':{'value':{'type':'string'},'children':{'type':'array','items':{'$ref':'#/definitions/Node'}}},'required':['value']}}}",
            "{'properties':{'params':{'type':'object','properties':{'filter':{'type':'object','properties':{'op':{'enum':['eq','ne']},'deep':{'type':'object','properties':{'k':{'type':'integer'}},'required':['k']}},'required':['op','deep']}},'required':['filter']}},'required':['params']}",
            "{'properties':{'env':{'type':'object','additionalProperties':{'type':'string'}}},'required':['env']}",
            "{'properties':{'point':{'type':'array','prefixItems':[{'type':'number'},{'type':'number'}],'items':false}},'required':['point']}",
            "{'properties':{'x-api-key':{'type':'string'},'user id':{'type':'string'},'naïve':{'type':'integer'}},'required':['x-api-key','user id','naïve']}",
            "{'properties':{'kind':{'const':'page'},'n':{'type':'integer','nullable':true}},'required':['kind','n']}",
            "{'properties':{'body':{'allOf':[{'$ref':'#/$defs/Body'}]}},'required':['body'],'$defs':{'Body':{'type':'object','properties':{'text':{'type':'string'}},'required':['text']}}}",
            "{'properties':{'levels':{'type':'array','items':{'enum':['low','high']}}},'required':['levels']}",
            "{'properties':{'matrix':{'type':'array','items':{'type':'array','items':{'type':'number'}}}},'required':['matrix']}",
            "{'properties':{'code':{'enum':[1,2,3]}},'required':['code']}",
            "{'required':['undeclared'],'properties':{}}",
            "{'properties':{'blocks':{'type':'array','items':{'anyOf':[{'type':'object','properties':{'type':{'const':'text'},'text':{'type':'string'}},'required':['type','text']},{'type':'object','properties':{'type':{'const':'image'},'url':{'type':'string'}},'required':['type','url']}]}}},'required':['blocks']}",
            "{'properties':{'currency':{'type':'string','enum':['EUR','USD','GBP','JPY','CHF','CAD','AUD','NZD','SEK','NOK','DKK','PLN','CZK','HUF','RON','BGN','TRY','ILS','ZAR','BRL','MXN','SGD','HKD','KRW','INR']},'o1':{},'o2':{},'o3':{},'o4':{},'o5':{},'o6':{},'o7':{}},'required':['currency']}")
        .map(schema -> schema.replace('\'', '"'));
  }
}
