import pg from 'pg';
import { startSandbox } from './sandbox/start';
const url='postgresql://postgres@127.0.0.1:5499/qe_floor';
const sb = await startSandbox({port:0,dataDir:null,webhookUrl:null,webhookSecret:'whsec_quittance_sandbox'});
Object.assign(process.env,{DATABASE_URL:url,SESSION_SECRET:'x'.repeat(40),STRIPE_SECRET_KEY:'sk_test_quittance_sandbox',STRIPE_API_BASE:sb.url,NODE_ENV:'production',LOG_LEVEL:'error'});
const { makePayer } = await import('./tests/support/payer');
const { makeVendor } = await import('./tests/factories/make-vendor');
const { payAtTheFloor, connectFloor } = await import('./tests/bench/floor');
const { startPayment } = await import('~/domain/payments/start-payment.server');
let times: [string,number][]=[]; let on=false;
const orig = pg.Client.prototype.query as any;
(pg.Client.prototype as any).query = function(...a:any[]){ if(!on||typeof a[a.length-1]==='function') return orig.apply(this,a); const t=performance.now(); const text=(a[0]?.text??a[0]); const r=orig.apply(this,a); r?.then?.(()=>times.push([String(text).slice(0,70).replace(/\s+/g,' '),Math.round((performance.now()-t)*10)/10])); return r; };
const c = await connectFloor(url);
const v = await makeVendor({slug:'v'+Date.now()});
const p = await makePayer({vendorId:v.id}); const card = await p.saveCard('pm_card_visa');
const N=Number(process.argv[2]); const R=Number(process.argv[3]);
const floors:number[]=[], prods:number[]=[];
let cpuP=0, last:any, lastF:any;
for (let i=0;i<R;i++){
  const inv=await p.invoices(N);
  times=[]; on=true; let t=performance.now(); await payAtTheFloor(c,{vendorId:v.id,customerId:p.actor.customerId,invoices:inv}); floors.push(performance.now()-t); on=false; lastF=times;
  await p.invoices(N); const input=await p.payAll(card);
  times=[]; on=true; t=performance.now(); const cp=process.cpuUsage(); const r=await startPayment(p.actor,input,new Date()); const cu=process.cpuUsage(cp); cpuP+=(cu.user+cu.system)/1000; prods.push(performance.now()-t); on=false; last=times; if(!r.ok||r.payment.state!=='succeeded') throw new Error(JSON.stringify(r,(k,v)=>typeof v==='bigint'?''+v:v));
}
const med=(a:number[])=>[...a].sort((x,y)=>x-y)[a.length>>1]!.toFixed(1);
console.log('FLOOR', med(floors), '\n'+lastF.map((t:any)=>t.reverse().join('  ')).join('\n'));
console.log('PRODUCT', med(prods), 'cpu', (cpuP/R).toFixed(1), '\n'+last.map((t:any)=>t.reverse().join('  ')).join('\n'), 'statements', last.length, 'sum', last.reduce((s:number,x:any)=>s+x[0],0));
process.exit(0);
